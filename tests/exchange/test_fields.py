"""JSON that others wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.errors import InputError
from mtal.exchange import fields
from mtal.exchange.faults import Unfit


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: fields.mapping([], "it"), r"it is \[\] instead of a JSON object"),
        (lambda: fields.rows({"a": 1}, "a"), "'a' is 1 instead of a list"),
        (lambda: fields.whole({"a": True}, "a"), "'a' is True instead of a whole number"),
        (lambda: fields.whole({"a": 1.0}, "a"), "'a' is 1.0 instead"),
        (lambda: fields.whole({}, "a"), "'a' is None instead"),
        (lambda: fields.word(1, "it"), "it is 1 instead of a name"),
        (lambda: fields.word("\ud800", "it"), "isn't valid Unicode"),
        (lambda: fields.one(["a", "b"], "it"), r"it has the labels \['a', 'b'\] instead of one"),
        (lambda: fields.one("a", "it"), "it has the labels 'a' instead of one"),
    ],
)
def test_reasons(call: Callable[[], object], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        call()


def test_what_is_missing_is_empty() -> None:
    assert fields.rows({}, "a") == fields.rows({"a": None}, "a") == []


def test_records_have_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{}\r\n\r\n"\u2028"\r\n'.encode())
    assert list(fields.records(path)) == [(1, {}), (3, "\u2028")]
    path.write_bytes(b"{}\n{,}\n")
    with pytest.raises(InputError, match=":2: not JSON"):
        list(fields.records(path))
