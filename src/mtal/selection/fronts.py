"""Non-dominated sorting: the number of the Pareto front that each point lies on, 0 = the first.

x dominates y if x is nowhere higher and somewhere lower. Front k is the frontier of what is left without the fronts
before it. Identical points don't dominate each other and share a front.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import isqrt

import numpy as np

NEVER = np.iinfo(np.int64).max


def fronts(points: np.ndarray, enough: int) -> np.ndarray:
    """Front of every point (points, axes), int (points,); fronts that begin after `enough` points may be NEVER.

    One axis: a front a value. Two or three: one sweep finds all fronts, with O(log n) or O(log² n) comparisons a point.
    More: fronts are peeled off one by one; a front of f points costs at most f comparisons with all that are left, and
    on usual data far fewer.
    """
    distinct, place = distinct_points(points)
    if points.shape[1] == 1:
        return place
    if points.shape[1] == 2:
        return sweep(distinct[:, 1])[place]
    if points.shape[1] == 3:
        return sweep_pairs(distinct[:, 1], distinct[:, 2])[place]
    order = np.argsort(distinct.sum(axis=1), kind="stable")  # low sums first: they dominate most
    level = np.empty(len(distinct), dtype=np.int64)
    level[order] = peel(distinct[order], np.ones(points.shape[1]), enough)
    return level[place]


def distinct_points(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct points in lexicographic order, and where among them each point is (np.unique is slow on rows)."""
    order = np.lexsort(points.T[::-1])
    ordered = points[order]
    new = np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))
    place = np.empty(len(points), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    return ordered[new], place


def sweep(second: np.ndarray) -> np.ndarray:
    """Fronts of distinct points in lexicographic order, given their second axis.

    A point lies on the first front whose lowest second axis so far is above its own; those lows increase from front to
    front, so bisection finds it.
    """
    lows: list[float] = []
    level = np.empty(len(second), dtype=np.int64)
    for i, value in enumerate(second.tolist()):
        front = bisect_right(lows, value)
        lows[front : front + 1] = [value]
        level[i] = front
    return level


class Staircase:
    """The lowest pairs (second axis, third axis) of a front so far: the seconds rise, the thirds fall."""

    __slots__ = ("seconds", "thirds")

    def __init__(self) -> None:
        self.seconds, self.thirds = [-np.inf], [np.inf]

    def beats(self, second: float, third: float) -> bool:
        """Whether a pair of it is nowhere higher."""
        return self.thirds[bisect_right(self.seconds, second) - 1] <= third

    def add(self, second: float, third: float) -> None:
        """Take in a pair that it doesn't beat, in place of those that this one beats."""
        start = end = bisect_left(self.seconds, second)
        while end < len(self.thirds) and self.thirds[end] >= third:
            end += 1
        self.seconds[start:end], self.thirds[start:end] = [second], [third]


def sweep_pairs(second: np.ndarray, third: np.ndarray) -> np.ndarray:
    """Fronts of distinct points in lexicographic order, given their second and third axes.

    A point lies on the first front that doesn't beat it; as domination is transitive, every front before that one does.
    """
    stairs: list[Staircase] = []
    level = np.empty(len(second), dtype=np.int64)
    for i, (x, y) in enumerate(zip(second.tolist(), third.tolist(), strict=True)):
        front = first_free(stairs, x, y)
        if front == len(stairs):
            stairs.append(Staircase())
        stairs[front].add(x, y)
        level[i] = front
    return level


def first_free(stairs: list[Staircase], second: float, third: float) -> int:
    """The first that doesn't beat the pair, by bisection: those that do stand before those that don't."""
    return bisect_left(stairs, True, key=lambda stair: not stair.beats(second, third))


def tightened_fronts(points: np.ndarray, factor: np.ndarray, enough: int) -> np.ndarray:
    """Fronts under "x beats y if factor * x <= y on every axis" of points in lexicographic order, int (points,).

    Such a relation can go both ways, so the order counts: a point stays on a front if none that stayed before it beats
    it. Nor is it transitive: what a later front beats, an earlier one may let pass, so there is no bisection over
    fronts as in `sweep_pairs`. Factors (axes,) lie in [0, 1], the first is 1. Fronts that begin after `enough` points
    may be NEVER.
    """
    if points.shape[1] == 2:
        return steps(points[:, 1], factor[1], enough)
    return peel(points, factor, enough)


def steps(second: np.ndarray, factor: float, enough: int) -> np.ndarray:
    """`tightened_fronts` of two axes, given the second: the next point of a front is the first below factor * the last.

    All that were passed over on the way are above the last one kept, so the search may begin at the start each time.
    The lows of blocks of about sqrt(points) make it short.
    """
    width = isqrt(len(second)) + 1
    waiting = np.full((width, width), np.inf)
    waiting.flat[: len(second)] = second
    lows = waiting.min(axis=1)
    level = np.full(len(second), NEVER)
    front, bar = 0, np.inf
    for placed in range(len(second)):
        block = int((lows < bar).argmax())
        if not lows[block] < bar:  # the front is complete
            if placed >= enough:
                break
            front, bar = front + 1, np.inf
            block = int((lows < bar).argmax())
        at = int((waiting[block] < bar).argmax())
        bar = factor * waiting[block, at]
        level[block * width + at] = front
        waiting[block, at] = np.inf
        lows[block] = waiting[block].min()
    return level


def peel(points: np.ndarray, factor: np.ndarray, enough: int) -> np.ndarray:
    """`tightened_fronts` of any axes, one front after the other until `enough` points lie on one.

    The points' order must put x before y where x dominates y.
    """
    level = np.full(len(points), NEVER)
    left, cloud = np.arange(len(points)), np.ascontiguousarray(points.T)
    front = placed = 0
    while placed < enough and left.size:
        stay = unbeaten(cloud, factor)
        level[left[stay]] = front
        front, placed = front + 1, placed + len(stay)
        left, cloud = np.delete(left, stay), np.delete(cloud, stay, axis=1)
    return level


def unbeaten(cloud: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """Positions in `cloud` (axes, points) of the points that no earlier such point beats, ascending."""
    waiting, stay = np.arange(cloud.shape[1]), []
    while waiting.size:
        stay.append(waiting[0])
        bar = factor * cloud[:, 0]
        free = cloud[0] < bar[0]
        for axis in range(1, len(cloud)):
            free |= cloud[axis] < bar[axis]
        free[0] = False
        waiting, cloud = waiting[free], cloud[:, free]
    return np.array(stay, dtype=np.int64)


def promising(points: np.ndarray, n: int) -> np.ndarray:
    """Rows, ascending, without some that at least n others dominate: those can't be among the first n, front by front.

    n points lie in the box of the n smallest largest ranks; whatever is above that box on every axis goes.
    """
    ranks = [np.searchsorted(np.sort(axis), axis) for axis in points.T]
    corner = np.partition(np.maximum.reduce(ranks), n - 1)[n - 1]
    return np.flatnonzero(np.minimum.reduce(ranks) <= corner)
