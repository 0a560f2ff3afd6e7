"""Label entries as cells of a table, and back."""

from __future__ import annotations

import pytest
from hypothesis import given

from mtal.exchange.batch import Batch
from mtal.exchange.cells import cells, columns, entry
from mtal.exchange.faults import Unfit
from support.annotated import QUICK, batches


@given(batches())
@QUICK
def test_cells_stand_for_their_label(batch: Batch) -> None:
    for item in batch.items:
        for layer, label in item.filled_in.items():
            written = cells(layer, label)
            assert tuple(written) == columns(layer)
            assert entry(layer, written, item.sentence.tokens) == label


@pytest.mark.parametrize(
    ("layer", "found", "reason"),
    [
        ("dp", {"dp head": ["٣"], "dp relation": ["x"]}, "word 1 has the head '٣' instead of a number"),
        ("re", {"re entities": ["0-1 X"], "re relations": [None]}, "the words 0-1 aren't in the sentence"),
        ("re", {"re entities": ["2-1 X"], "re relations": [None]}, "the words 2-1 aren't in the sentence"),
        ("re", {"re entities": ["1 X"], "re relations": [None]}, "the entity '1 X' isn't like 1-2 TYPE"),
    ],
)
def test_reasons(layer: str, found: dict, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        entry(layer, found, ["a", "b"])


def test_space_and_empty_parts_do_not_count() -> None:
    assert entry("id", {"id": [" x ;; y; "]}, ["a"]) == ["x", "y"]
    assert entry("re", {"re entities": ["1-1  A;2-2 B ;"], "re relations": ["1-1  R  2-2"]}, ["a", "b"]) == {
        "entities": [[0, 0, "A"], [1, 1, "B"]],
        "relations": [[0, 0, 1, 1, "R"]],
    }
