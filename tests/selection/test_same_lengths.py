"""Random sentences of given lengths, against one drawn after the other."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mtal.selection import select
from mtal.selection.same_lengths import same_lengths

LENGTHS = st.lists(st.integers(1, 4), min_size=1, max_size=20)


@given(LENGTHS, st.integers(0, 99))
def test_each_row_gives_way_to_the_next_drawn_of_its_length(lengths: list[int], seed: int) -> None:
    order = np.random.default_rng(seed + 1).permutation(len(lengths))
    drawn = select("mt_r", np.full((len(lengths), 1), 0.5), len(lengths), seed=seed).tolist()
    expected = []
    for row in order:
        one = next(other for other in drawn if lengths[other] == lengths[row])
        drawn.remove(one)
        expected.append(one)
    assert same_lengths(order, lengths, seed).tolist() == expected


def test_where_all_are_as_long_it_is_random_selection() -> None:
    found = same_lengths(np.arange(50), np.full(50, 7), 3)
    assert found.tolist() == select("mt_r", np.full((50, 1), 0.5), 50, seed=3).tolist()
    assert sorted(found) == list(range(50)) and found.tolist() != list(range(50))
