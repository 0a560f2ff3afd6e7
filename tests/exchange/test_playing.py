"""Annotators played."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.exchange import FORMATS, take_in
from mtal.exchange.playing import ACCEPT, PLAYER, accepted
from support.annotated import example


def test_every_format_has_its_player() -> None:
    assert sorted(ACCEPT) == sorted(FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_filled_in_comes_back(format: str, tmp_path: Path) -> None:
    batch = example()
    files = accepted(batch, format, tmp_path)
    assert files and all(path.is_relative_to(tmp_path) for path in files)
    found: dict[str, dict] = {}
    for answer in take_in(batch, format, files, annotator=PLAYER).answers:
        assert answer.annotator == PLAYER and answer.seconds is None
        found.setdefault(answer.id, {}).update(answer.labels)
    first = batch.items[0]
    assert found == {"s-1": {layer: first.filled_in[layer] for layer in first.asked()}, "s-2": {"ner": ["O", "O"]}}


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_bytes_every_time(format: str, tmp_path: Path) -> None:
    one, other = (accepted(example(), format, tmp_path / name) for name in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
