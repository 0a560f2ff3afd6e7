"""Label entries as marks, and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from mtal.exchange.batch import Batch
from mtal.exchange.faults import Unfit
from mtal.exchange.marks import Marks, label, marks, named
from support.annotated import QUICK, batches

WORDS = ["a", "b", "c"]


@given(batches())
@QUICK
def test_marks_stand_for_their_label(batch: Batch) -> None:
    for item in batch.items:
        for layer, entry in item.filled_in.items():
            assert label(layer, marks(layer, entry), item.sentence.tokens) == entry
            if layer == "dp":
                assert label(layer, marks(layer, entry).with_words(item.sentence.tokens), item.sentence.tokens) == entry


@pytest.mark.parametrize(
    ("layer", "found", "expected"),
    [
        ("ner", Marks([(0, 1, "X"), (0, 1, "X")]), ["B-X", "I-X", "O"]),
        ("pos", Marks([(2, 2, "N"), (2, 2, "N")]), [None, None, "N"]),
        ("id", Marks(classes=["x", "y", "x"]), ["x", "y"]),
        ("dp", Marks(arrows=[((0, 0), (1, 1), "o")]), {"heads": [0, 1, 0], "deprels": ["root", "o", "root"]}),
        ("dp", Marks(arrows=[((0, 0), (0, 0), "R")]), {"heads": [0, 0, 0], "deprels": ["R", "root", "root"]}),
        ("re", Marks([(0, 0, "X"), (0, 0, "X")]), {"entities": [[0, 0, "X"]], "relations": []}),
    ],
)
def test_doubled_and_missing_marks(layer: str, found: Marks, expected: Any) -> None:
    assert label(layer, found, WORDS) == expected


def test_an_overlap_is_no_label() -> None:
    with pytest.raises(Unfit, match=r"the span 2-3 \('b c'\) overlaps another one"):
        label("sf", Marks([(0, 1, "X"), (1, 2, "X")]), WORDS)


def test_words_without_gold_have_no_marks() -> None:
    assert marks("pos", ["N", None, "N"]).spans == [(0, 0, "N"), (2, 2, "N")]
    tree = {"heads": [2, None, 0], "deprels": [None, None, None]}
    assert marks("dp", tree) == Marks([(2, 2, "root")])


def test_how_words_are_named() -> None:
    assert (named(WORDS, 0), named(WORDS, 0, 0), named(WORDS, 1, 2)) == ("1 ('a')", "1 ('a')", "2-3 ('b c')")
