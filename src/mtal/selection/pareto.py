"""Selection by Pareto fronts, plain and weighted (docs/method.md, "Pareto fronts")."""

from __future__ import annotations

import numpy as np

from mtal.selection.fronts import fronts, promising, tightened_fronts
from mtal.selection.scores import lowest


def pareto(confidence: np.ndarray, n: int, weights: np.ndarray | None = None) -> np.ndarray:
    """n rows, front by front, inside a front by (first axis, the others, row).

    Without weights, or with equal ones, the first axis is the first task. A weight of 1 ranks by that task alone. Other
    weights (tasks,), of sum 1, leave the heaviest task (the first such) free, as first axis, and tighten every other:
    to stay on a front a point must be lower than those before it by the factor q, the task's weight-quantile over the
    pool.
    """
    if n == 0:
        return np.empty(0, dtype=np.int64)
    if weights is not None and np.count_nonzero(weights) == 1:
        return lowest(confidence[:, np.argmax(weights)], n)
    if weights is None or (weights == weights[0]).all():
        rows = promising(confidence, n)
        return in_front_order(rows, confidence[rows], fronts(confidence[rows], n), n)
    axes = np.argsort(np.arange(len(weights)) != np.argmax(weights), kind="stable")
    factor = np.array([1.0, *(np.quantile(confidence[:, i], weights[i]) for i in axes[1:])])
    rows = promising(confidence, n)
    points = confidence[np.ix_(rows, axes)]
    order = np.lexsort(points.T[::-1])
    return in_front_order(rows[order], points[order], tightened_fronts(points[order], factor, n), n)


def in_front_order(rows: np.ndarray, points: np.ndarray, level: np.ndarray, n: int) -> np.ndarray:
    """The first n rows by (front, axes, row); the front that is too large for the places left is thinned."""
    order = np.lexsort((rows, *points.T[::-1], level))
    sorted_level = level[order]
    start, stop = np.searchsorted(sorted_level, sorted_level[n - 1] + np.array([0, 1]))
    return rows[np.concatenate([order[:start], thinned(order[start:stop], n - start)])]


def thinned(front: np.ndarray, need: int) -> np.ndarray:
    """`need` points of a front, both ends kept: every floor(size/need)-th, then without the middle ones.

    Removing the element at half the length, again and again, removes one block: what stays is a head and a tail.
    """
    spaced = front[:: len(front) // need]
    return np.concatenate([spaced[: (need + 1) // 2], spaced[len(spaced) - need // 2 :]])
