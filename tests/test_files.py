"""Files are whole or absent, and decoded strictly."""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from pandas import DataFrame

from mtal.errors import InputError
from mtal.files import (
    json_lines,
    parse_json,
    parse_line,
    read_json,
    read_lines,
    read_rows,
    whole_folder,
    whole_text,
    write_json,
    write_rows,
    write_table,
)


def test_lines_lose_mark_and_ends(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\x0bthree\nfour")
    assert list(read_lines(path)) == ["one", "two\x0bthree", "four"]
    packed = tmp_path / "text.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert list(read_lines(packed)) == list(read_lines(path))


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_lines_end_in_lf_crlf_or_cr(tmp_path: Path, end: str, last: bool) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"\xef\xbb\xbf" + (end.join(["one", "", "two\x85three"]) + end * last).encode())
    assert list(read_lines(path)) == list(json_lines(path)) == ["one", "", "two\x85three"]


@pytest.mark.parametrize("end", "\v\f\x1c\x1d\x1e\x85\u2028\u2029")
def test_a_file_that_only_something_else_divides_is_refused_unless_it_is_json(tmp_path: Path, end: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(end.join(["one", "two", "three"]).encode())
    with pytest.raises(InputError, match=rf":1: all in one line: U\+{ord(end):04X} ends no line here"):
        list(read_lines(path))
    assert list(json_lines(path)) == [end.join(["one", "two", "three"])]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a\nb\xefc\n", ":2: not UTF-8 .byte 0xEF"),
        (b"a\n\x00", ":2: NUL byte"),
        (b"a\nb\rc\n", ":2: a carriage return"),
        (b"a\r\r\nb\r\r\n", ":1: a carriage return"),
        (b"a\n\xef\xbb\xbfb\n", ":2: a byte order mark"),
        ("a\r\nb\r\n".encode("utf-16"), ":1: UTF-16, not UTF-8"),
        (b"\xfe\xff" + "a\nb\n".encode("utf-16-be"), ":1: UTF-16, not UTF-8"),
        ("a\r\nb".encode("utf-16-le"), ":1: NUL byte in the text; if it is UTF-16"),
        (gzip.compress(b"a\nb\n" * 9, mtime=0), ":1: compressed, not text"),
    ],
)
def test_bad_bytes_are_named_with_their_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read_lines(path))


def test_a_missing_or_broken_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_lines(tmp_path / "none"))
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"hello" * 1000)[:-20])
    with pytest.raises(InputError, match="cannot be read"):
        list(read_lines(tmp_path / "cut.gz"))


def test_rows_come_back_whatever_their_fields_hold(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"

    @settings(deadline=None)
    @given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=3)))
    def come_back(rows: list[list[str]]) -> None:
        write_rows(path, rows)
        assert [row for _, row in read_rows(path)] == rows

    come_back()


def test_compressed_rows_come_back_and_have_no_time_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["id", "a"], ["é", '["x","y"]']]
    found = []
    for name, now in (("one.csv.gz", 1.0), ("other.csv.gz", 9e8)):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        write_rows(tmp_path / name, rows)
        with gzip.open(tmp_path / name, "rt", encoding="utf-8") as file:
            assert list(csv.reader(file)) == rows
        found.append((tmp_path / name).read_bytes())
    assert found[0] == found[1]


def test_rows_are_written_as_the_csv_module_does_but_for_cr(tmp_path: Path) -> None:
    rows = [["a", 1, 'b "c"'], ["d,e", 0.5, "f\ng"], [" h ", -1, ""]]
    write_rows(tmp_path / "own.csv", rows)
    with (tmp_path / "csv.csv").open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    assert (tmp_path / "own.csv").read_bytes() == (tmp_path / "csv.csv").read_bytes()
    write_rows(tmp_path / "own.csv", [["a\rb", "c"]])
    assert (tmp_path / "own.csv").read_bytes() == b'"a\rb",c\n'


def test_the_rows_of_a_spreadsheet_are_read(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(b'\xef\xbb\xbfa,b\r\n"c\nd",e\r\n')
    assert list(read_rows(tmp_path / "table.csv")) == [(1, ["a", "b"]), (3, ["c\nd", "e"])]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'a,b\n"c,d\n', "csv:2: not CSV"),
        (b'a\n"b"c\n', "csv:2: not CSV"),
        (b"a\n\xff\n", "csv:[12]: not CSV in UTF-8"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "table.csv").write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read_rows(tmp_path / "table.csv"))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_rows(tmp_path / "none.csv"))


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), whole_text(path) as file:
        file.write("half")
        raise RuntimeError
    with pytest.raises(RuntimeError), whole_folder(tmp_path / "folder") as folder:
        (folder / "half").write_text("half")
        raise RuntimeError
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]
    assert path.read_text() == "old"


def test_a_folder_replaces_the_old_one(tmp_path: Path) -> None:
    for name in ("first", "second"):
        with whole_folder(tmp_path / "out") as folder:
            (folder / name).write_text(name)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["second"]


def test_json_has_sorted_keys_and_errors_have_lines(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", {"b": 1, "a": [2]})
    assert (tmp_path / "a.json").read_text().index('"a"') < (tmp_path / "a.json").read_text().index('"b"')
    (tmp_path / "bad.json").write_text('{\n "a": }')
    with pytest.raises(InputError, match=r"bad.json:2: not JSON"):
        read_json(tmp_path / "bad.json")
    (tmp_path / "twice.json").write_text('{"a": {"b": 1, "c": 2, "b": 1}}')
    with pytest.raises(InputError, match=r"twice\.json:1: an object has the key 'b' twice"):
        read_json(tmp_path / "twice.json")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    with pytest.raises(InputError, match="too deep"):
        read_json(tmp_path / "deep.json")


def test_a_table_has_its_index_where_that_has_a_label(tmp_path: Path) -> None:
    table = DataFrame({"a": [0.5, 1 / 3]}, index=["x", "y"])
    write_table(tmp_path / "plain.csv", table)
    write_table(tmp_path / "named.csv", table, float_format="%.2g", index_label="name")
    assert (tmp_path / "plain.csv").read_bytes() == b"a\n0.500000\n0.333333\n"
    assert (tmp_path / "named.csv").read_bytes() == b"name,a\nx,0.5\ny,0.33\n"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 70), 1 << 70) | st.floats() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def json_line(draw: st.DrawFn) -> bytes:
    """A line of JSON as somebody writes it, or nearly: some bytes may be changed."""
    text = json.dumps(
        draw(JSON), ensure_ascii=draw(st.booleans()), separators=draw(st.sampled_from([(",", ":"), (", ", ": ")]))
    )
    line = draw(st.sampled_from([text, f'{{"a":1,"a":{text}}}', f"[1e999,{text}]", f"{text} 0"])).encode()
    at = draw(st.integers(0, len(line)))
    other = draw(
        st.sampled_from([b"", b"", b"\xff", b"\0", b"\r", b"\xef\xbb\xbf", b" ", b"9" * 20, b"NaN", b"\\ud800"])
    )
    return line[:at] + other + line[at + len(other) :] + draw(st.sampled_from([b"\n", b"\r\n"]))


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file for all examples of a property."""
    return tmp_path_factory.mktemp("lines") / "lines.jsonl"


@settings(deadline=None, max_examples=300)
@given(json_line())
def test_a_line_is_read_as_the_slow_parser_reads_it(lines: Path, raw: bytes) -> None:
    """Equal values and types, equal messages."""
    lines.write_bytes(b"\n" + raw)

    def read(parse: Callable[[], object]) -> str:
        try:
            return repr(parse())
        except InputError as error:
            return str(error)

    slow = read(lambda: parse_json(list(json_lines(lines))[1], lines, 2))
    assert read(lambda: parse_line(raw, lines, 2)) == slow
