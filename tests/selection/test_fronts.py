"""Fronts against their definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.selection.fronts import NEVER, Staircase, fronts, peel, promising, steps, sweep_pairs, tightened_fronts
from support import reference
from support.inputs import pools


def by_definition(points: np.ndarray) -> list[int]:
    pool = [tuple(row) for row in points.tolist()]
    level, free, front = [0] * len(pool), list(range(len(pool))), 0
    while free:
        members = reference.frontier(pool, free)
        for x in members:
            level[x] = front
        free, front = [x for x in free if x not in members], front + 1
    return level


@given(pools(smallest=1, largest=25))
def test_definition(points: np.ndarray) -> None:
    assert fronts(points, len(points)).tolist() == by_definition(points)


@pytest.mark.parametrize("axes", [2, 3, 4])
def test_definition_on_larger_pools(axes: int) -> None:
    random = np.random.default_rng(axes)
    points = random.integers(0, 12, (150, axes)) / 12
    assert fronts(points, len(points)).tolist() == by_definition(points)


@pytest.mark.parametrize("axes", [2, 4])
def test_fronts_past_enough_are_cut_or_right(axes: int) -> None:
    points = np.random.default_rng(axes).random((200, axes))
    level, right = fronts(points, 30), np.array(by_definition(points))
    assert (level == right)[level != NEVER].all()
    assert (level != NEVER).sum() >= 30 and level[level != NEVER].max() < right[level == NEVER].min(initial=NEVER)


def test_a_chain_has_a_front_a_point_and_an_antichain_one() -> None:
    up = np.arange(300) / 300
    assert fronts(np.column_stack([up, up]), 300).tolist() == list(range(300))
    assert not fronts(np.column_stack([up, 1 - up]), 300).any()
    assert not fronts(np.column_stack([up, 1 - up, np.zeros(300)]), 300).any()
    assert not fronts(np.ones((300, 2)), 300).any()


@given(points=pools(tasks=3, smallest=1, largest=40))
def test_three_axes_swept_are_any_axes_peeled(points: np.ndarray) -> None:
    points = np.unique(points, axis=0)
    assert sweep_pairs(points[:, 1], points[:, 2]).tolist() == peel(points, np.ones(3), len(points)).tolist()


@pytest.mark.parametrize("grid", [3, 30, 10_000])
def test_a_front_of_many_pairs(grid: int) -> None:
    up = np.random.default_rng(grid).integers(0, grid, (400, 2)) / grid
    points = np.column_stack([up, 2 - up.sum(axis=1)])
    assert not fronts(points, 400).any()
    assert fronts(np.vstack([points, points + 1]), 800).tolist() == [0] * 400 + [1] * 400


def test_a_staircase_keeps_its_lowest_pairs() -> None:
    stair = Staircase()
    for pair in [(0.2, 0.8), (0.4, 0.6), (0.6, 0.4), (0.4, 0.4)]:
        assert not stair.beats(*pair)
        stair.add(*pair)
    assert list(zip(stair.seconds, stair.thirds, strict=True))[1:] == [(0.2, 0.8), (0.4, 0.4)]
    assert stair.beats(0.4, 0.4) and stair.beats(0.2, 0.9) and not stair.beats(0.3, 0.7)


@given(points=pools(tasks=2, smallest=1, largest=30), factor=st.sampled_from([0, 0.3, 0.5, 0.9, 1]))
def test_two_axes_tightened_are_any_axes_tightened(points: np.ndarray, factor: float) -> None:
    points = points[np.lexsort(points.T[::-1])]
    assert (
        steps(points[:, 1], factor, len(points)).tolist() == peel(points, np.array([1, factor]), len(points)).tolist()
    )


@given(points=pools(smallest=1, largest=20), data=st.data())
def test_tightened_by_definition(points: np.ndarray, data: st.DataObject) -> None:
    points = points[np.lexsort(points.T[::-1])]
    axes = list(range(points.shape[1]))
    factor = [1.0, *(data.draw(st.sampled_from([0, 0.2, 0.7, 1])) for _ in axes[1:])]
    if len(axes) == 1:
        return
    level = tightened_fronts(points, np.array(factor), len(points))
    pool, free = [tuple(row) for row in points.tolist()], list(range(len(points)))
    for front in range(level.max() + 1):
        members = reference.tightened_frontier(pool, free, axes, dict(enumerate(factor)))
        assert np.flatnonzero(level == front).tolist() == members
        free = [x for x in free if x not in members]
    assert not free


@given(points=pools(smallest=1, largest=25), data=st.data())
def test_what_is_not_promising_is_dominated_by_n(points: np.ndarray, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, len(points)))
    kept = set(promising(points, n).tolist())
    for x in set(range(len(points))) - kept:
        assert sum(reference.dominates(points[y], points[x]) for y in kept) >= n


def test_most_of_a_large_pool_is_not_promising() -> None:
    assert len(promising(np.random.default_rng(0).random((20_000, 2)), 100)) < 4_000
