from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.analysis.overlap import overlap


def test_hand_made_case():
    table = overlap({"a": np.array([1, 2, 3, 4]), "b": np.array([4, 9, 1, 7]), "c": np.array([10, 11, 12, 13])})
    assert list(table.index) == list(table.columns) == ["a", "b", "c"]
    assert table.to_numpy().tolist() == [[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]]


@given(st.integers(1, 8).flatmap(lambda n: st.lists(st.permutations(range(9)).map(lambda rows: rows[:n]), min_size=1)))
def test_symmetric_with_one_on_the_diagonal_and_counted_one_by_one(chosen):
    table = overlap({str(i): np.array(rows) for i, rows in enumerate(chosen)}).to_numpy()
    assert (table == table.T).all() and (np.diag(table) == 1).all()
    for i, one in enumerate(chosen):
        for j, other in enumerate(chosen):
            assert table[i, j] == sum(row in other for row in one) / len(one)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"a": [1, 2], "b": [1]}, "of one size from 1, not 1, 2"),
        ({"a": [], "b": []}, "of one size from 1, not 0"),
        ({"a": [1, 1], "b": [1, 2]}, "same sentence twice"),
    ],
)
def test_bad_input(chosen, message):
    with pytest.raises(ValueError, match=message):
        overlap({name: np.array(rows, dtype=int) for name, rows in chosen.items()})
