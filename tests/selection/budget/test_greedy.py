"""Walks along an order until the budget is reached."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.selection import greedy_walk
from mtal.selection.budget.greedy import greedy_pairs
from mtal.selection.budget.pricing import subset_prices
from support import reference
from support.inputs import instance

PRICES = np.array([4, 90, 5, 3, 1])


def test_stop_and_skip() -> None:
    order = np.array([0, 1, 2, 3, 4])
    assert greedy_walk(order, PRICES, 10).tolist() == [0, 2]  # 90 can never fit; 3 doesn't any more
    assert greedy_walk(order, PRICES, 10, edge="skip").tolist() == [0, 2, 4]
    assert greedy_walk(order[::-1], PRICES, 10).tolist() == [4, 3, 2]
    assert greedy_walk(np.array([2]), PRICES, 10).tolist() == [2]
    assert greedy_walk(order, PRICES, 0).tolist() == []


@given(
    prices=st.lists(st.integers(0, 9), max_size=12),
    budget=st.integers(0, 40),
    edge=st.sampled_from(["stop", "skip"]),
    data=st.data(),
)
def test_reference(prices: list[int], budget: int, edge: str, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(prices))))
    bought = greedy_walk(np.array(order, dtype=int), np.array(prices), budget, edge=edge).tolist()
    assert bought == reference.greedy_sentences(order, prices, budget, edge)
    assert sum(prices[x] for x in bought) <= budget


def test_bad_input() -> None:
    with pytest.raises(ValueError, match="unknown edge 'cut'; known are stop, skip"):
        greedy_walk(np.array([0]), PRICES, 10, edge="cut")
    with pytest.raises(ValueError, match="rows outside the 5"):
        greedy_walk(np.array([5]), PRICES, 10)


def test_the_second_task_of_a_sentence_costs_what_is_left_of_the_joint_price() -> None:
    confidence = np.array([[0.1, 0.2], [0.3, 0.4]])
    prices = subset_prices(np.array([[7, 8], [9, 6]]), np.array([10, 10]))
    everything = np.ones((2, 2), dtype=bool)
    assert greedy_pairs(confidence, prices, everything, 9).tolist() == [[True, False], [False, False]]
    assert greedy_pairs(confidence, prices, everything, 10).tolist() == [[True, True], [False, False]]
    assert greedy_pairs(confidence, prices, everything, 19).tolist() == [[True, True], [True, False]]


def test_a_pair_dearer_than_everything_is_passed_over() -> None:
    prices = subset_prices(np.array([[50, 3], [4, 50]]), np.array([51, 51]))
    bought = greedy_pairs(np.array([[0.1, 0.2], [0.3, 0.0]]), prices, np.ones((2, 2), dtype=bool), 10)
    assert bought.tolist() == [[False, True], [True, False]]


@pytest.mark.parametrize("edge", ["stop", "skip"])
@pytest.mark.parametrize("seed", range(20))
def test_pairs_reference(seed: int, edge: str) -> None:
    case = instance(seed, 12, 2, 60)
    pool = np.round(case.confidence, seed % 3 + 1)  # coarse ones tie
    prices = subset_prices(case.costs, case.joint)
    bought = greedy_pairs(pool, prices, np.ones(pool.shape, dtype=bool), case.budget, edge=edge)
    assert np.array_equal(bought, reference.greedy_pairs(pool.tolist(), case.costs, case.joint, case.budget, edge))
