"""ENAMEX lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.corpora.formats.ontonotes_names import NameLine, read_names, unescaped
from mtal.errors import InputError

DOC = '<DOC DOCNO="nw/x/00/x_0001@0001@x@nw@en@on">\n'


def names(tmp_path: Path, text: str) -> list[NameLine]:
    """What `text` reads as."""
    path = tmp_path / "x.name"
    path.write_text(text)
    return read_names(path)


def test_own_file(own: Path) -> None:
    read = read_names(own / "ontonotes/annotations/nw/tale/00/tale_0001.name")
    assert [(entry.line, entry.spans, entry.nested) for entry in read] == [
        (2, [(0, 1, "PERSON"), (3, 3, "CARDINAL"), (6, 6, "GPE")], 1),
        (3, [], 0),
        (4, [(2, 2, "ORG")], 0),
        (5, [(1, 1, "GPE")], 0),
    ]
    assert read[2].words == ["She", "sold", "B-AMP-L", "shares", "."]


def test_two_deep_and_on_one_word(tmp_path: Path) -> None:
    org, gpe = '<ENAMEX TYPE="ORG" E_OFF="2">', '<ENAMEX S_OFF="1" TYPE="GPE">'
    end = "</ENAMEX>"
    text = f"{org}{gpe}a{end} {gpe}{org}b{end}{end}{end} {org}c{end}\n"
    assert names(tmp_path, DOC + text + "</DOC>") == [
        NameLine(2, ["a", "b", "c"], [(0, 1, "ORG"), (2, 2, "ORG")], 3),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('<ENAMEX TYPE="ORG">a b', "entity ORG, opened before 'a', is never closed"),
        ("a</ENAMEX> b", "after 'a' closes nothing"),
        ('<ENAMEX TYPE="CITY">a</ENAMEX>', "unknown entity type 'CITY'"),
        ('<ENAMEX TYPE="ORG"><ENAMEX TYPE="CITY">a</ENAMEX></ENAMEX>', "unknown entity type 'CITY'"),
        ("<ENAMEX>a</ENAMEX>", "malformed tag"),
        ("<ENAMEX TYPE=ORG>a</ENAMEX>", "malformed tag"),
        ('<ENAMEX TYPE="ORG"></ENAMEX> a', "tight around words"),
        ('<ENAMEX TYPE="ORG"> a</ENAMEX>', "tight around words"),
        ('<ENAMEX TYPE="ORG">a </ENAMEX>', "tight around words"),
        ('pre<ENAMEX TYPE="ORG">a</ENAMEX>', "tight around words"),
        ('<ENAMEX TYPE="ORG">a</ENAMEX>s', "tight around words"),
        ("a < b", "tight around words"),
        ("<TIMEX>a</TIMEX>", "tight around words"),
    ],
)
def test_faults(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        names(tmp_path, DOC + "a\n" + line + "\n</DOC>\n")
    assert caught.value.line == 3
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("text", "line"),
    [("", None), ("\n\n", None), ("a\n", 1), (DOC + "a\n", 1), (DOC + "a\n</DOC>\nb\n", 4), ("</DOC>\n", 1)],
)
def test_the_frame_must_be_whole(tmp_path: Path, text: str, line: int | None) -> None:
    with pytest.raises(InputError) as caught:
        names(tmp_path, text)
    assert caught.value.line == line


def test_spaces_behind_the_frame_do_not_matter(tmp_path: Path) -> None:
    assert [entry.words for entry in names(tmp_path, DOC.replace("\n", " \t\n") + "a\n</DOC> \n")] == [["a"]]


def test_spaces_around_words_do_not_matter(tmp_path: Path) -> None:
    assert [entry.words for entry in names(tmp_path, DOC + " a  b \n \n</DOC> \n\n")] == [["a", "b"], []]


def test_escapes() -> None:
    assert unescaped("R-AMP-D-LAB-2-RAB-") == "R&D<2>"
    assert unescaped("-LRB-") == "-LRB-"
