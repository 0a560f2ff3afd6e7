"""What comes back: files that can't be read, new labels, several annotators, what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.errors import InputError, UserError
from mtal.exchange import take_in
from support.annotated import example

UNREADABLE = [
    ("label-studio", b"[{", ":1: not JSON"),
    ("label-studio", b"[\n{} {}]", ":2: not JSON"),
    ("label-studio", b"{}", ":1: not a list of tasks; export as JSON"),
    ("label-studio", b'[{"a": 1, "a": 2}]', ":1: an object has the key 'a' twice"),
    ("label-studio", "[]".encode("utf-16"), ":1: UTF-16, not UTF-8"),
    ("label-studio", b"[" * 100_000, "too large or too deep"),
    ("doccano", b"{}\n{", ":2: not JSON"),
    ("doccano", b'{"a": "\xe9"}', ":1: not UTF-8"),
    ("prodigy", b'{"a": "\x00"}', ":1: NUL byte"),
    ("prodigy", b"x\n", ":1: not JSON"),
    ("csv", b"", ":1: no column 'sentence'"),
    (
        "csv",
        b"sentence;number;word;done\n",
        ":1: no column 'sentence'; keep the header as it was handed out, parted by",
    ),
    ("csv", b"sentence,number,word,done,done\n", ":1: two columns 'done'"),
    ("csv", b'a,"b\n', "not CSV in UTF-8"),
    ("csv", b"a,\xe9\n", "not CSV in UTF-8"),
    ("conllu", b"1\tAda\n", ":1: 2 tab-separated columns instead of 10 or 11"),
    ("conllu", b"# sent_id = s-1\n2" + b"\t_" * 9, ":2: word number '2' where 1 is due"),
    ("conllu", b"\xff\xfe1", ":1: UTF-16, not UTF-8"),
]


@pytest.mark.parametrize(("format", "content", "message"), UNREADABLE, ids=lambda value: str(value)[:40])
def test_a_file_that_cannot_be_read_is_one_line(format: str, content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "back"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        take_in(example(), format, [path])
    assert str(caught.value).startswith(f"{path}:")
    assert message in str(caught.value)


@pytest.mark.parametrize("format", ["conllu", "csv", "doccano", "label-studio", "prodigy"])
def test_a_missing_file(format: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        take_in(example(), format, [tmp_path / "none"])


def test_an_unknown_format_and_an_unknown_task() -> None:
    with pytest.raises(UserError, match="unknown format 'brat'; known are conllu, csv"):
        take_in(example(), "brat", [])
    with pytest.raises(UserError, match="new labels: unknown task nr"):
        take_in(example(), "csv", [], growing=["nr"])
