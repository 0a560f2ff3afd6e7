"""Many trees: only a few are held at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mtal.cli.bulk import CHUNK, ConversionOptions, Source, chunks, convert_chunks
from mtal.treebank import Tree, read_trees


@pytest.mark.parametrize(("jobs", "held"), [(1, 1), (2, 6)])
def test_reading_keeps_pace_with_writing(jobs: int, held: int, tmp_path: Path) -> None:
    path = tmp_path / "many.mrg"
    path.write_text("(TOP (NP (NN dog)))\n" * 20 * CHUNK, encoding="utf-8")
    read = 0

    def counted(source: Path) -> Iterator[Tree]:
        nonlocal read
        for tree in read_trees(source):
            read += 1
            yield tree

    outcomes = convert_chunks(chunks([Source(path, "many")], counted), ConversionOptions("conllu"), jobs)
    for done in range(3):
        assert next(outcomes).sentences == CHUNK
        assert read <= (done + held) * CHUNK
    assert sum(outcome.sentences for outcome in outcomes) == 17 * CHUNK
    assert read == 20 * CHUNK
