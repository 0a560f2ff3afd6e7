"""Ranges without a loop."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from mtal.models.ranges import behind_nought, ranges


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_ranges_against_a_loop(pairs: list[tuple[int, int]]) -> None:
    starts, counts = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    assert ranges(starts, counts).tolist() == [n for start, count in pairs for n in range(start, start + count)]


def test_running_sums_begin_with_nought() -> None:
    assert behind_nought(np.array([2, 0, 3])).tolist() == [0, 2, 2, 5]
    assert behind_nought(np.zeros(0, dtype=np.int64)).tolist() == [0]
