"""The OntoNotes release."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora import trees
from mtal.corpora.formats import ontonotes
from mtal.corpora.ontonotes_facts import ENTITY_TYPES
from mtal.corpora.report import ReadingReport
from mtal.errors import InputError

TALE = "ontonotes/annotations/nw/tale/00/tale_0001"
LDC = "ontonotes-wsj-ldc/data/files/data/english/annotations"


@pytest.fixture
def copy(own: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the own document with a piece of one of its files replaced; the `.parse` file."""

    def change(suffix: str = ".name", old: str = "", new: str = "") -> Path:
        for end in (".parse", ".name"):
            shutil.copy(own / (TALE + end), tmp_path / f"tale{end}")
        path = tmp_path / f"tale{suffix}"
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))
        return tmp_path / "tale.parse"

    return change


def test_own_release(own: Path, reading: Callable, expected: Callable) -> None:
    sentences, report = reading("ontonotes", own / "ontonotes")
    assert sentences == expected("ontonotes")
    assert report.as_dict() == {
        "documents": 2,
        "sentences": 4,
        "tokens": 20,
        "entities": 5,
        "labelled": {"dp": 4, "ner": 3, "pos": 4},
        "notes": {
            "document without an entity layer (no ner label)": 1,
            "nested entity dropped (the outermost is kept)": 1,
            "sentence left out: no words, only empty elements": 1,
            "sentence left out: unparsed: a flat tree of XX or VERB": 1,
        },
    }


@pytest.mark.parametrize("place", ["ontonotes/annotations/nw", TALE + ".parse", TALE + ".name"])
def test_any_part_of_the_release_gives_the_same_sentences(own: Path, reading: Callable, place: str) -> None:
    sentences, _ = reading("ontonotes", own / "ontonotes" / "annotations" / "nw")
    assert reading("ontonotes", own / place)[0] == sentences


def test_documents(own: Path) -> None:
    documents = ontonotes.list_documents(own / "ontonotes")
    assert [(d.name, d.domain, d.names is None) for d in documents] == [
        ("bc/chat/00/chat_0001", "bc", True),
        ("nw/tale/00/tale_0001", "nw", False),
    ]
    assert ontonotes.list_documents(own / "ontonotes", "nw") == documents[1:]
    with pytest.raises(InputError, match=r"no document of domain 'tc' .*there is bc, nw"):
        ontonotes.list_documents(own / "ontonotes", "tc")


@pytest.mark.parametrize(
    ("path", "name", "domain"),
    [
        ("x/data/files/data/english/annotations/wb/a2e/00/a2e_0001.parse", "wb/a2e/00/a2e_0001", "wb"),
        ("annotations/nw/annotations/tc/ch/00/ch_0001.parse", "tc/ch/00/ch_0001", "tc"),
        ("copied/mz/sinorama/10/ectb_1001.parse", "mz/sinorama/10/ectb_1001", "mz"),
        ("nw/other.parse", "nw/other", "nw"),
        ("notes/other.parse", "notes/other", "unknown"),
    ],
)
def test_names_of_documents(path: str, name: str, domain: str) -> None:
    assert ontonotes.document(Path(path))[:2] == (name, domain)


@pytest.mark.parametrize(
    ("suffix", "old", "new", "where"),
    [
        (".name", "goats", "sheep", ".name:2: word 5 is 'sheep' where the tree in tale.parse, line 1, has 'goats'"),
        (".name", " goats", "", ".name:2: 7 words where the tree in tale.parse, line 1, has 8"),
        (".name", "\n\nShe", "\nShe", ".name: 3 sentences where tale.parse has 4"),
        (".name", "\n\nShe", "\nNo .\nShe", ".name:3: 2 words where the tree in tale.parse, line 10, has 0"),
        (".name", "GPE", "CITY", ".name:2: unknown entity type 'CITY'"),
        (".parse", "(TOP", "(S", ".parse:1: "),
    ],
)
def test_faults(copy: Callable, suffix: str, old: str, new: str, where: str) -> None:
    parse = copy(suffix, old, new)
    with pytest.raises(InputError) as caught:
        list(ontonotes.read(parse, report=ReadingReport()))
    assert str(caught.value).startswith(str(parse.with_suffix("")) + where)


def test_faults_of_both_files_are_collected(copy: Callable) -> None:
    parse = copy(".parse", "(TOP", "(S")
    names = parse.with_suffix(".name")
    names.write_text(names.read_text().replace("GPE", "CITY"))
    report = ReadingReport(keep_going=True)
    assert list(ontonotes.read(parse, report=report)) == []
    assert [(Path(problem.path).suffix, problem.line) for problem in report.problems] == [(".parse", 1), (".name", 2)]


def test_reading_goes_on_behind_an_empty_tree(copy: Callable) -> None:
    """Of the sentences around it, words and trees are told; whose the entities are, nobody knows any more."""
    parse = copy(".parse", "\n(TOP", "\n(())\n(TOP")
    (line,) = [i for i, text in enumerate(parse.read_text().splitlines(), 1) if text == "(())"]
    report = ReadingReport(keep_going=True)
    assert [set(s.labels) for s in ontonotes.read(parse, report=report)] == 3 * [{"dp", "pos"}]
    assert [str(problem).removeprefix(str(parse.parent)) for problem in report.problems] == [
        f"/tale.parse:{line}: an empty bracket, where a phrase or a word is due"
    ]
    with pytest.raises(InputError, match=rf"tale\.parse:{line}: an empty bracket"):
        list(ontonotes.read(parse, report=ReadingReport()))


def test_a_name_file_needs_its_trees(copy: Callable) -> None:
    parse = copy()
    parse.unlink()
    with pytest.raises(InputError, match=r"no tale\.parse beside it"):
        list(ontonotes.read(ontonotes.files(parse.parent)[0], report=ReadingReport()))


def test_stripped_trees_are_counted(copy: Callable) -> None:
    parse = copy()
    parse.write_text(re.sub(r"-(SBJ|LOC)", "", parse.read_text()).replace("(NP (-NONE- *PRO*))", "(NN x)"))
    parse.write_text(parse.read_text().replace("(VP (-NONE- *?*))", "(VP (VB y))"))
    parse.with_suffix(".name").unlink()
    report = ReadingReport()
    list(ontonotes.read(parse, report=report))
    assert report.notes[trees.STRIPPED_DOCUMENT] == 1


def test_line_ends_and_byte_order_mark_change_nothing(copy: Callable) -> None:
    parse = copy()
    plain = list(ontonotes.read(parse, report=ReadingReport()))
    for path in (parse, parse.with_suffix(".name")):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert list(ontonotes.read(parse, report=ReadingReport())) == plain


def test_real_release(real: Path, reading: Callable) -> None:
    """Counts of the set's description; words, tags and entities are those of its CoNLL-2012 twin."""
    sentences, report = reading("ontonotes", real / LDC)
    assert report.as_dict() == {
        **{"documents": 144, "sentences": 2896, "tokens": 71719, "entities": 6616},
        **{"labelled": {"dp": 2896, "ner": 2896, "pos": 2896}, "notes": {}},
    }
    assert {tag[2:] for s in sentences for tag in s.labels["ner"]} - {""} == ENTITY_TYPES
    twins, _ = reading("conll2012", real / "ontonotes-wsj")
    assert len(twins) == len(sentences)
    for one, twin in zip(sentences, twins, strict=True):
        assert (one.id, one.domain, one.tokens) == (twin.id, twin.domain, twin.tokens)
        assert (one.labels["ner"], one.labels["pos"]) == (twin.labels["ner"], twin.labels["pos"])
