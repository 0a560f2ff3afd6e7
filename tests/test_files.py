"""Files are whole or absent, and decoded strictly."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mtal.errors import InputError
from mtal.files import read_json, read_lines, whole_folder, whole_text, write_json


def test_lines_lose_mark_and_ends(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\x0bthree\nfour")
    assert list(read_lines(path)) == ["one", "two\x0bthree", "four"]
    packed = tmp_path / "text.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert list(read_lines(packed)) == list(read_lines(path))


@pytest.mark.parametrize(("content", "message"), [(b"a\nb\xefc\n", ":2: not UTF-8"), (b"a\n\x00", ":2: NUL byte")])
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
    (tmp_path / "deep.json").write_text("[" * 100_000)
    with pytest.raises(InputError, match="too deep"):
        read_json(tmp_path / "deep.json")
