"""Entity tags of CoNLL-U sentences: the column, MISC, multiword tokens, empty nodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.corpora.formats.entity_tags import Line, entity_tags
from mtal.corpora.report import ReadingReport
from mtal.errors import InputError

FILE = Path("x.conllu")
OVERRULED = "entity tag in MISC overruled by the entity column"
ON_WORDS = "entity tag of a multiword token put on its words"
EMPTY = "entity tag of an empty node left out"


def read(*lines: tuple[str, str, str]) -> tuple[list[str | None] | None, dict[str, int]]:
    """Tags and notes of lines given as number, entity column and MISC."""
    report = ReadingReport()
    return entity_tags(FILE, [Line(i, *line) for i, line in enumerate(lines, 1)], report), dict(report.notes)


@pytest.mark.parametrize("key", ["name", "NER", "ner", "NE"])
def test_tags_in_misc(key: str) -> None:
    tags, notes = read(
        ("1", "_", f"{key}=B-PER"), ("2", "_", f"SpaceAfter=No|{key}=I-PER"), ("3", "_", f"{key}=O"), ("4", "_", "_")
    )
    assert (tags, notes) == (["B-PER", "I-PER", "O", None], {})


def test_without_tags_there_is_no_layer() -> None:
    assert read(("1", "_", "_"), ("2", "_", "SpaceAfter=No|surname=B-PER|gloss=name=O")) == (None, {})
    assert read(("1", "_", "name=_"), ("2", "_", "ner=_"))[0] is None


def test_what_is_no_tag_of_words_is_counted_and_not_read() -> None:
    tags, notes = read(("1", "_", "Entity=(1-person-giv:act-cf1*-1-coref)|Name=Ada"), ("2", "_", "NamedEntity=Yes"))
    assert tags is None
    assert notes == {
        "sentence with Name=… in MISC that is no BIO tag (not read)": 1,
        "sentence with Entity=… in MISC (not read: no tags of words)": 1,
        "sentence with NamedEntity=… in MISC (not read: no tags of words)": 1,
    }


def test_the_column_goes_before_misc() -> None:
    lines = (("1", "B-ORG", "name=B-PER"), ("2", "_", "name=O"), ("3", "O", "name=O"))
    assert read(*lines) == (["B-ORG", None, "O"], {OVERRULED: 2})
    assert read(("1", "_", "name=B-PER")) == (["B-PER"], {})


@pytest.mark.parametrize("place", [1, 2])
def test_a_multiword_tokens_tag_is_put_on_its_words(place: int) -> None:
    def line(number: str, tag: str | None) -> tuple[str, str, str]:
        cells = [number, "_", "_"]
        if tag:
            cells[place] = tag if place == 1 else f"name={tag}"
        return tuple(cells)

    bare = [line(str(number), None) for number in (1, 2, 3)]
    assert read(line("1-2", "B-LOC"), *bare) == (["B-LOC", "I-LOC", None], {ON_WORDS: 1})
    assert read(line("1", "B-LOC"), line("2-3", "I-LOC"), *bare[1:]) == (["B-LOC", "I-LOC", "I-LOC"], {ON_WORDS: 1})
    assert read(line("1-3", "O"), *bare) == (["O"] * 3, {ON_WORDS: 1})
    assert read(line("1-2", "B-LOC"), line("1", "B-LOC"), *bare[1:]) == (["B-LOC", "I-LOC", None], {ON_WORDS: 1})
    assert read(line("1-2", "B-LOC"), line("1", "B-LOC"), line("2", "I-LOC")) == (["B-LOC", "I-LOC"], {})


def test_an_empty_nodes_tag_is_counted() -> None:
    assert read(("1", "O", "_"), ("1.1", "B-PER", "_"), ("1.2", "O", "_")) == (["O"], {EMPTY: 1})


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ([("1-2", "B-LOC", "_"), ("1", "O", "_"), ("2", "_", "_")], 1, "'B-LOC' of 1-2 where its word 1 has 'O'"),
        ([("1-2", "B-LOC", "_"), ("1", "_", "_"), ("2", "B-LOC", "_")], 1, "where its word 2 has 'B-LOC'"),
        ([("1", "O", "_"), ("2-3", "B-LOC", "_"), ("2", "_", "_")], 2, "of 2-3, which isn't a range of words"),
        ([("1", "_", "name=O|NER=B-x")], 1, "two entity tags in MISC: 'B-x', 'O'"),
        ([("1", "_", "name=O"), ("2", "_", "name=S-x")], 2, "neither O, B-type nor I-type"),
        ([("1", "_", "name=O"), ("2", "_", "name=I-x")], 2, "without B-x"),
        ([("1-1", "X", "_"), ("1", "_", "_")], 2, "neither"),
    ],
)
def test_faults(lines: list[tuple[str, str, str]], line: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(*lines)
    assert (caught.value.path, caught.value.line) == (str(FILE), line)
