"""Text in CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from mtal.corpora.report import ReadingReport
from mtal.errors import InputError
from mtal.texts.found import Found
from mtal.texts.options import TextOptions
from mtal.texts.paragraphs import Splitter
from mtal.texts.tables import PARTED_BY, read_table

SPLITTER = Splitter(TextOptions(language="en"))


def read(content: str | bytes, report: ReadingReport | None = None) -> list[Found]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_table(path, SPLITTER.sentences, report or ReadingReport()))


@pytest.mark.parametrize("sign", PARTED_BY)
def test_columns_are_found_by_their_names(sign: str) -> None:
    rows = [["ID ", "stars", " Text"], ["r1", "5", "He left. Bo stayed."], ["", "3", "No"]]
    content = "\ufeff" + "\r\n".join(sign.join(row) for row in rows)
    assert read(content) == [
        Found(2, ["He", "left", "."], "r1:0"),
        Found(2, ["Bo", "stayed", "."], "r1:1"),
        Found(3, ["No"]),
    ]


def test_a_column_alone_and_rows_without_text() -> None:
    report = ReadingReport()
    assert read('text\n\nGo\n""\n" "\n"a\n\nb"\nOn\n', report) == [
        Found(3, ["Go"]), Found(6, ["a"]), Found(6, ["b"]), Found(9, ["On"])
    ]  # fmt: skip
    assert report.notes == {"row without a text left out": 2}


WORDS = st.lists(st.text("ab,;\"'|.", min_size=1), min_size=1, max_size=4)


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, st.text("x, ;\n", max_size=3)), min_size=1), st.sampled_from(PARTED_BY))
def test_whatever_is_quoted_comes_back(rows: list[tuple[list[str], str]], sign: str) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=sign)
    writer.writerows([("text", "other"), *((" ".join(words), other) for words, other in rows)])
    found = "".join("".join(each.words) for each in read(file.getvalue()))
    assert found == "".join("".join(words) for words, _ in rows)


FAULTS: list[tuple[Any, str]] = [
    ("", "1: no column 'text' in the header, which has nothing"),
    ("review,stars\nGo,5\n", "1: no column 'text' in the header, which has 'review', 'stars'"),
    ("a;b\tc\n", "1: no column 'text' in the header, which has "),
    ("text,Text\na,b\n", "1: two columns 'text'"),
    ("id,text,id\na,b,c\n", "1: two columns 'id'"),
    ("id,text\n1,Go\n2,Go, then stay\n", "3: 3 columns where the header has 2; a text with ',' needs quotes"),
    ("id;text\n1\n", "2: 1 columns where the header has 2"),
    ('text\nGo\n"so\n', "3: not CSV: unexpected end of data"),
    ('text\n"so" on\n', "2: not CSV: "),
    (b"text\nGo\ncaf\xe9\n", "3: not UTF-8"),
    ("text\nGo\n".encode("utf-16"), "1: UTF-16, not UTF-8"),
    ("text\n" + "a" * 200_000, "2: not CSV: field larger than field limit"),
    ('id,text\n"a\nb",Go\n', "2: id 'a\\nb' holds U+000A (line feed)"),
]


@pytest.mark.parametrize(("content", "message"), FAULTS)
def test_faults(content: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    assert message in str(caught.value) and "\n" not in str(caught.value)
    assert f"a.csv:{message}" in str(caught.value)
