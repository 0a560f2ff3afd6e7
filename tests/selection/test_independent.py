"""Shares, overlaps and refills by hand."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.selection.independent import independent, shares


@pytest.mark.parametrize(
    ("need", "weights", "expected"),
    [
        (7, [0.5, 0.5], [3, 3]),
        (1, [0.5, 0.5], [1, 0]),
        (1, [0.4, 0.6], [0, 1]),
        (100, [0.29, 0.71], [29, 71]),
        (2, [1 / 3, 1 / 3, 1 / 3], [1, 0, 0]),
        (3, [1 / 3, 1 / 3, 1 / 3], [1, 1, 1]),
    ],
)
def test_shares(need: int, weights: list[float], expected: list[int]) -> None:
    assert shares(need, np.array(weights)).tolist() == expected


def test_opposite_rankings() -> None:
    up = np.arange(10) / 10
    assert independent(np.column_stack([up, 1 - up]), 7).tolist() == [0, 9, 1, 8, 2, 7, 3]


def test_overlap_is_counted_once_and_refilled() -> None:
    up = np.arange(10) / 10
    assert independent(np.column_stack([up, up]), 4).tolist() == [0, 1, 2, 3]  # passes take 2, 1, 1


def test_the_whole_pool() -> None:
    pool = np.random.default_rng(0).random((40, 3))
    assert sorted(independent(pool, 40).tolist()) == list(range(40))
