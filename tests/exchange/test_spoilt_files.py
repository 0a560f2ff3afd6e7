"""Files that were spoilt somewhere: a fault or one line about the file, never anything else; what is taken is sound."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.errors import InputError
from mtal.exchange import FORMATS, Taken, take_in
from mtal.exchange.playing import accepted
from mtal.exchange.soundness import check, unknown
from support.annotated import QUICK, example

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 60),
    st.just(10**30),
    st.floats(),
    st.sampled_from(
        ["", "PER", "root", "s-1", "s-2", "dp-1", "re-0", "ner", "pos", "\ud83d", "x\ny", "labels", "id-sf"]
    ),
    st.lists(st.sampled_from(["PER", 3, None]), max_size=2),
    st.builds(dict),  # one of its own each time: what is put in is spoilt in turn
    st.builds(lambda: [[0, 1]]),
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """All containers in a JSON value, each with all its keys."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, inner in pairs for place in [(value, key), *places(inner)]]


def sound(taken: Taken) -> None:
    items = {item.sentence.id: item for item in example().items}
    for answer in taken.answers:
        for layer, label in answer.labels.items():
            assert layer in items[answer.id].asked()
            check(layer, label, items[answer.id].sentence.tokens)
            assert unknown(layer, label, example().labels) == {}
    assert all("\n" not in str(fault) for fault in taken.faults)


def spoil(value: Any, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(value)))
        if data.draw(st.booleans()):
            holder[key] = data.draw(VALUES)
        elif isinstance(holder, dict):
            holder.pop(key, None)
        else:
            holder.append(deepcopy(holder[-1]) if holder else None)
        if not places(value):
            return


WHOLE = ("label-studio", "inception")
"""Formats of one JSON value a file."""


@pytest.mark.parametrize("format", ["label-studio", "inception", "doccano", "prodigy"])
@given(data=st.data())
@QUICK
def test_json(format: str, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = data.draw(st.sampled_from(accepted(example(), format, Path(folder))))
        text = path.read_text("utf-8")
        records = [text] if format in WHOLE else text.splitlines()
        values = [json.loads(record) for record in records]
        spoil(values[0] if format in WHOLE else values, data)
        path.write_text("\n".join(map(json.dumps, values)), "utf-8")
        try:
            sound(take_in(example(), format, [path]))
        except InputError as error:
            assert format == "inception", "what refers to each other inside a file is refused as a whole"
            assert str(error).startswith(f"{path}: ")


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@QUICK
def test_bytes(format: str, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = data.draw(st.sampled_from(accepted(example(), format, Path(folder))))
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(content) - 1))
            content[place : place + data.draw(st.integers(0, 3))] = data.draw(
                st.sampled_from(
                    [b"", b"\t", b"\n", b"\r", b'"', b",", b"\xff", b"\x00", b"9", b"-", b"_", b"B-PER", b"{"]
                )
            )
        path.write_bytes(content)
        try:
            sound(take_in(example(), format, [path]))
        except InputError as error:
            assert str(error).startswith(f"{path}:")
