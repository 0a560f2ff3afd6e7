"""Prices of subsets of tasks."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.selection.budget.pricing import subset_prices, subsets


def test_two_tasks() -> None:
    prices = subset_prices(np.array([[12, 13], [5, 8]]), np.array([15, 8]))
    assert prices.tolist() == [[0, 12, 13, 15], [0, 5, 8, 8]]
    assert prices.dtype == np.int64


def test_three_tasks_that_share_the_reading() -> None:
    # a sentence of 10 words; the tasks' own parts are 1, 2 and 5
    prices = subset_prices(np.array([[11, 12, 15]]), np.array([18]))
    assert dict(zip(map(tuple, subsets(3).tolist()), prices[0].tolist(), strict=True)) == {
        (0, 0, 0): 0,
        (1, 0, 0): 11,
        (0, 1, 0): 12,
        (0, 0, 1): 15,
        (1, 1, 0): 13,
        (1, 0, 1): 16,
        (0, 1, 1): 17,
        (1, 1, 1): 18,
    }


def test_three_tasks_that_share_nothing_whole() -> None:
    costs = np.array([[11, 12, 15], [4, 4, 4]])
    assert subset_prices(costs, np.array([17, 8]))[0].tolist() == [0, 11, 12, 23, 15, 26, 27, 17]


def test_fractions_share_fractions() -> None:
    assert np.allclose(subset_prices(np.array([[1.5, 2.0, 2.5]]), np.array([4.5]))[0, 3], 1.5 + 2 - 0.75)


def test_one_task() -> None:
    assert subset_prices(np.array([[3], [4]]), np.array([3, 4])).tolist() == [[0, 3], [0, 4]]


def test_a_joint_price_above_the_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="joint_cost of row 1 is 10, more than its costs together, 9"):
        subset_prices(np.array([[5, 5], [4, 5]]), np.array([10, 10]))


def test_too_many_tasks() -> None:
    with pytest.raises(ValueError, match="at most 8 tasks, not 9"):
        subset_prices(np.ones((1, 9), dtype=int), np.array([9]))
