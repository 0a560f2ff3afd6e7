"""All text as one pool."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from mtal.corpora.sentence import read_sentences
from mtal.errors import InputError, UserError
from mtal.texts.options import TextOptions
from mtal.texts.pool import Counts, Pool, read_pool

DATA = Path(__file__).parents[1] / "data/texts"
GOLDEN: dict[str, dict[str, Any]] = {
    "letters.txt": {"language": "en"},
    "scripts.txt": {},
    "tale.csv": {"language": "en"},
    "tale.jsonl": {"language": "en"},
    "words.txt": {"format": "words"},
}
TASKS = ["ner", "pos"]


def pool(*files: tuple[str, str], tasks: list[str] = TASKS, held: frozenset[str] = frozenset(), **options: Any) -> Pool:
    """The pool of files with these names and contents."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name, _ in files]
        for path, (_, content) in zip(paths, files, strict=True):
            path.write_text(content, encoding="utf-8")
        return read_pool(paths, tasks, TextOptions(**options), held=held)


def texts(found: Pool) -> list[str]:
    return [" ".join(sentence.tokens) for sentence in found.sentences]


@pytest.mark.parametrize("name", GOLDEN)
def test_files_read_by_eye(name: str) -> None:
    found = read_pool([DATA / "input" / name], TASKS, TextOptions(**GOLDEN[name]))
    assert found.sentences == list(read_sentences(DATA / f"expected_{name}.jsonl"))


def test_what_is_left_out_is_counted() -> None:
    text = "Go on now.\nGo\nGo on now.\nGO ON, now!\na b c d e f\nOslo sleeps"
    records = [
        {"tokens": ["Oslo", "sleeps"], "labels": {"ner": ["B-LOC", "O"], "id": ["tell"]}},
        {"tokens": ["\u200b", "in", "Oslo"], "labels": {"pos": ["X", "IN", "NNP"]}},
    ]
    found = pool(
        ("a.txt", text),
        ("b.jsonl", "\n".join(map(json.dumps, records))),
        tasks=["pos", "ner", "dp"],
        shortest=2,
        longest=5,
        unit="sentence",
    )
    assert texts(found) == ["Go on now .", "Oslo sleeps", "_ in Oslo"]
    assert found.sentences[1].labels == {"ner": ["B-LOC", "O"]}
    counts = found.counts.as_dict()
    assert list(counts.pop("files").values()) == [6, 2]
    assert counts == {
        "sentences": 3,
        "words": 9,
        "labelled": {"pos": 1, "ner": 1, "dp": 0},
        "left_out": {"duplicates": 2, "near duplicates": 1, "too long": 1, "too short": 1},
        "other_labels": {"id": 1},
        "notes": {"empty word replaced by a placeholder": 1},
    }


def test_the_counts_are_told_in_a_few_lines() -> None:
    counts = Counts(sentences=4812, words=93_411)
    assert counts.describe() == ["4,812 sentences, 93,411 words, none labelled"]
    counts.files.update({f"{i}.txt": 1000 + i for i in range(10)})
    counts.labelled.update(ner=120, pos=0)
    counts.left_out.update({"duplicates": 12, "too short": 1234})
    counts.other_labels.update(sf=3)
    counts.notes.update({"row without a text left out": 2})
    first = ", ".join(f"1,00{i} in {i}.txt" for i in range(8))
    assert counts.describe() == [
        "4,812 sentences, 93,411 words, labelled: ner on 120",
        f"read: {first}, 2,017 in 2 more files",
        "left out: 12 duplicates, 1,234 too short",
        "labels of tasks not asked for: 3 sf",
        "row without a text left out: 2",
    ]


def test_entities_and_relations_have_one_entry() -> None:
    record = {"tokens": ["a", "b"], "labels": {"re": {"entities": [[0, 0, "X"]], "relations": []}}}
    found = pool(("a.jsonl", json.dumps(record)), tasks=["ner_span", "re"])
    assert found.sentences[0].labels == record["labels"]
    assert found.counts.labelled == {"ner_span": 1, "re": 1}


def test_an_id_for_two_sentences_is_refused_with_both_places() -> None:
    with pytest.raises(InputError, match=r"b\.csv:3: the id 'x' has other words in .*a\.jsonl:2; give one of them"):
        pool(("a.jsonl", '{"text": "so"}\n{"tokens": ["Go"], "id": "x"}\n'), ("b.csv", "id,text\ny,Go\nx,On\n"))


def test_held_sentences_stay_where_text_comes_before_them() -> None:
    before = pool(("b.txt", "Go on!"))
    (held,) = before.sentences
    files = [("a.csv", "id,text\nx,GO ON\n"), ("b.txt", "Go on!")]
    assert [each.id for each in pool(*files).sentences] == ["x"]
    assert pool(*files, held=frozenset({held.id})).sentences[0].id == held.id


def test_no_sentence_of_fitting_length() -> None:
    with pytest.raises(UserError, match=r"no sentence is left: none of 2 has from 3 to 4 words \(text\.shortest"):
        pool(("a.txt", "Go on\na b c d e"), shortest=3, longest=4)


WORDS = st.lists(st.sampled_from(["Ann", "ANN", "left", "12", "7", ".", "שלום", "我"]), min_size=1, max_size=4)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4), st.randoms())
def test_ids_do_not_depend_on_what_stands_around(files: list[list[list[str]]], random: Any) -> None:
    """Of text that is mixed, cut and given other names."""
    given = [(f"{i}.txt", "\n".join(map(" ".join, file))) for i, file in enumerate(files)]
    words_by_id = {each.id: each.tokens for each in pool(*given, format="words").sentences}
    assert len({tuple(words) for words in words_by_id.values()}) == len(words_by_id)
    lines = [sentence for file in files for sentence in file]
    random.shuffle(lines)
    other = pool(("other.txt", "\n".join(map(" ".join, lines[: len(lines) // 2 + 1]))), format="words")
    ids = {tuple(words): id for id, words in words_by_id.items()}
    for each in other.sentences:
        assert ids.get(tuple(each.tokens), each.id) == each.id
        assert words_by_id.get(each.id, each.tokens) == each.tokens


def test_the_same_bytes_every_time() -> None:
    files = [DATA / "input" / name for name in GOLDEN]
    options = TextOptions(language="en")
    assert read_pool(files, TASKS, options) == read_pool(files, TASKS, options)
