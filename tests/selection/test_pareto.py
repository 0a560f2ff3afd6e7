"""Thinning of a front that is too large, and weighted fronts by hand."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.selection.pareto import pareto, thinned
from support import reference


def test_nineteen_points_for_ten_places_keep_both_ends() -> None:
    assert thinned(np.arange(19), 10).tolist() == [0, 1, 2, 3, 4, 14, 15, 16, 17, 18]


@pytest.mark.parametrize("size", range(1, 40))
def test_thinning_is_the_literal_one(size: int) -> None:
    for need in range(1, size + 1):
        assert thinned(np.arange(size), need).tolist() == reference.spread(list(range(size)), need)


def test_whole_fronts_then_a_thinned_one() -> None:
    pool = np.array([[0.5, 0.9], [0.1, 0.2], [0.9, 0.5], [0.2, 0.1], [0.7, 0.7], [0.6, 0.8]])
    assert pareto(pool, 2).tolist() == [1, 3]
    assert pareto(pool, 4).tolist() == [1, 3, 0, 4]  # front 0, 5, 4, 2; every second
    assert pareto(pool, 6).tolist() == [1, 3, 0, 5, 4, 2]


def test_identical_points_share_a_front() -> None:
    pool = np.array([[0.5, 0.5], [0.1, 0.1], [0.1, 0.1], [0.1, 0.1]])
    assert pareto(pool, 3).tolist() == [1, 2, 3]


def test_one_task_is_a_front_a_value() -> None:
    assert pareto(np.array([[0.3], [0.1], [0.2], [0.1]]), 3).tolist() == [1, 3, 2]


def test_a_light_task_must_be_lower_by_its_quantile() -> None:
    pool = np.array([[0.1, 1.0], [0.2, 0.9], [0.3, 0.4], [0.4, 0.3], [0.5, 0.1]])
    assert pareto(pool, 5).tolist() == [0, 1, 2, 3, 4]  # one front
    # weight 0.25 on the second task: q = its 0.25-quantile = 0.3. First front 1.0, then below 0.3: 0.1.
    # Second front 0.9, then below 0.27: none. Then 0.4, then 0.3 (not below 0.12).
    assert pareto(pool, 5, np.array([0.75, 0.25])).tolist() == [0, 4, 1, 2, 3]


def test_the_heavy_task_is_the_first_axis() -> None:
    pool = np.array([[0.9, 0.1], [0.1, 0.9], [0.5, 0.5]])
    assert pareto(pool, 1, np.array([0.2, 0.8])).tolist() == [0]
    assert pareto(pool, 1, np.array([0.8, 0.2])).tolist() == [1]


def test_a_weight_of_one_breaks_ties_by_row() -> None:
    assert pareto(np.array([[0.1, 0.9], [0.1, 0.2]]), 2, np.array([1.0, 0.0])).tolist() == [0, 1]
