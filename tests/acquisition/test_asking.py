"""Which words are asked and how many items that are: by hand, and against loops over words."""

from __future__ import annotations

import math
from itertools import pairwise

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from mtal.acquisition.asking import ask, candidates, items_asked, least_sure

BOUNDS = np.array([0, 3, 4, 6])


@st.composite
def pools(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Bounds, doubts with many ties, items (-1: no gold), and which sentences are for sale."""
    sizes = draw(st.lists(st.integers(1, 6), max_size=8))
    bounds = np.array([0, *np.cumsum(sizes)], dtype=np.int64)
    doubts = draw(st.lists(st.integers(0, 4), min_size=sum(sizes), max_size=sum(sizes)))
    items = [number for size in sizes for number in draw(numbered(size))]
    sale = draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)))
    return bounds, np.array(doubts, np.float32) / 4, np.array(items, np.float32), np.array(sale, dtype=bool)


@st.composite
def numbered(draw: st.DrawFn, size: int) -> list[int]:
    """Items of a sentence: each some words side by side, words of none and without gold between them."""
    kinds = draw(st.lists(st.sampled_from("bio?"), min_size=size, max_size=size))
    found, last, inside = [], 0, False
    for kind in kinds:
        inside = kind == "b" or (kind == "i" and inside)
        last += kind == "b"
        found.append(last if inside else -1 if kind == "?" else 0)
    return found


def test_the_least_sure_of_a_share_ties_in_their_order() -> None:
    doubt, everything = np.array([0.5, 0.9, 0.5, 0.1, 0.5]), np.ones(5, dtype=bool)
    assert least_sure(doubt, everything, 0.4).tolist() == [True, True, False, False, False]
    assert least_sure(doubt, everything, 0.41).tolist() == [True, True, True, False, False], "rounded up"
    assert least_sure(doubt, np.array([True, False, True, True, True]), 0.25).tolist() == [True, *[False] * 4]
    assert not least_sure(doubt, ~everything, 0.9).any()


@given(pools(), st.sampled_from([0.01, 0.1, 0.3, 0.5, 0.7, 0.99]))
def test_the_least_sure_against_sorting(pool: tuple[np.ndarray, ...], share: float) -> None:
    bounds, doubt, items, sale = pool
    among = candidates(items, bounds, sale)
    order = sorted((-value, place) for place, value in enumerate(doubt.tolist()) if among[place])
    wanted = math.ceil(round(share * len(order), 6))
    assert np.flatnonzero(least_sure(doubt, among, share)).tolist() == sorted(place for _, place in order[:wanted])


@given(pools())
def test_candidates_against_loops(pool: tuple[np.ndarray, ...]) -> None:
    bounds, _, items, sale = pool
    found = candidates(items, bounds, sale).tolist()
    for row, (start, end) in enumerate(pairwise(bounds)):
        of_sentence = items[start:end].tolist()
        bare = all(item < 0 for item in of_sentence)
        assert found[start:end] == [bool(sale[row]) and (bare or item >= 0) for item in of_sentence]


@given(pools(), st.data())
def test_items_against_sets(pool: tuple[np.ndarray, ...], data: st.DataObject) -> None:
    bounds, _, items, _ = pool
    asked = np.array(data.draw(st.lists(st.booleans(), min_size=len(items), max_size=len(items))), dtype=bool)
    assert items_asked(asked, items, bounds).tolist() == [
        len({items[place] for place in range(start, end) if asked[place] and items[place] > 0})
        for start, end in pairwise(bounds)
    ]


def test_an_item_counts_once_and_neighbours_are_apart() -> None:
    items = np.array([1, 1, 2, 1, 0, -1])
    assert items_asked(np.ones(6, dtype=bool), items, BOUNDS).tolist() == [2, 1, 0]
    assert items_asked(np.array([False, True, False, False, True, True]), items, BOUNDS).tolist() == [1, 0, 0]


def test_each_task_has_its_share_of_what_is_for_sale_for_it() -> None:
    doubt, gold = np.array([0.1, 0.2, 0.3, 0.9, 0.8, 0.7]), np.array([1, 2, 3, 1, 1, 2])
    words = {task: {"doubt": doubt, "items": gold, "gold_items": gold} for task in ("dp", "pos")}
    on_sale = np.array([[True, True], [True, False], [True, False]])
    found = ask(words, BOUNDS, on_sale, 0.5)
    assert np.flatnonzero(found["dp"]).tolist() == [3, 4, 5]
    assert np.flatnonzero(found["pos"]).tolist() == [1, 2]
