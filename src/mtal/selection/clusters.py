"""Batches that aren't all alike: the most wanted sentence of each cluster (docs/method.md, "Clusters")."""

from __future__ import annotations

import numpy as np

STEPS = 10
"""Of power iteration: the direction need not be exact, a cut through the middle of a cloud is what it's for."""


def clusters(vectors: np.ndarray, n: int) -> np.ndarray:
    """The cluster of each row, int64 (rows,), 0 to n - 1, each with rows / n rows, give or take rounding.

    vectors: float (rows, size), at least n rows. The rows are cut in two along the direction in which they differ most,
    in proportion to the clusters that each side shall have, again and again: time grows as rows · log n.
    """
    found, waiting = np.zeros(len(vectors), dtype=np.int64), [(np.arange(len(vectors)), 0, n)]
    while waiting:
        rows, first, count = waiting.pop()
        if count < 2:
            found[rows] = first
            continue
        left = count // 2
        along = _along(vectors[rows].astype(np.float64))
        order = np.argsort(along, kind="stable")
        cut = -(-len(rows) * left // count)
        waiting += [(np.sort(rows[order[:cut]]), first, left), (np.sort(rows[order[cut:]]), first + left, count - left)]
    return found


def _along(points: np.ndarray) -> np.ndarray:
    """Where each point lies along the direction of greatest variance, float (rows,), by power iteration."""
    centred = points - points.mean(axis=0)
    direction = centred[np.argmax((centred**2).sum(axis=1))]
    for _ in range(STEPS):
        direction = centred.T @ (centred @ direction)
        length = np.sqrt(direction @ direction)
        if length == 0:  # all points are one
            break
        direction = direction / length
    return centred @ direction


def spread(order: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """`order` with the first row of each cluster before all others, int64; both parts keep their order.

    order: all rows, most wanted first; cluster: of every row, int64 (rows,).
    """
    _, first = np.unique(cluster[order], return_index=True)
    wanted = np.zeros(len(order), dtype=bool)
    wanted[first] = True
    return np.concatenate([order[wanted], order[~wanted]])
