"""Dependency trees from arc scores: the best single-rooted tree, and what a tree is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def are_trees(heads: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Which rows are trees with exactly one root, bool (b,).

    `heads`: int (b, w), 1-based heads, 0 = root, anything behind a row's length. Every word climbs to its head's head
    until all steps to the root are spent (pointer doubling): in a tree all words have arrived.
    """
    b, w = heads.shape
    real = np.arange(w) < lengths[:, None]
    one_root = ((heads == 0) & real).sum(1) == 1
    above = np.concatenate([np.zeros((b, 1), dtype=heads.dtype), np.where(real, heads, 0)], axis=1)
    for _ in range(max(1, int(w).bit_length())):
        above = np.take_along_axis(above, above, axis=1)
    return one_root & (above == 0).all(1)


def best_tree(scores: np.ndarray) -> np.ndarray:
    """Heads of the highest-scoring tree with exactly one root, int (w,).

    `scores`: float (w, w + 1), log-probability of each head (column 0 = root) for each word; -inf where impossible.
    Chu-Liu/Edmonds allows any number of roots, so each root arc is made dearer by more than all scores together:
    then the best tree has as few roots as it can, which is one.
    """
    w = len(scores)
    penalty = 1.0 + 2 * w * np.abs(scores[np.isfinite(scores)]).max()
    square = np.full((w + 1, w + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= penalty
    return best_heads(square)[1:]


def best_heads(scores: np.ndarray) -> np.ndarray:
    """Heads of the highest-scoring tree over nodes of which 0 is the root, int (n,), by Chu-Liu/Edmonds.

    `scores`: float (n, n), of each head (column) for each node (row); row 0 is not read, -inf where impossible. As
    long as the nodes' best heads run in a circle, the circle becomes one node, the last of a smaller problem; then the
    circles are opened again, each where the smaller tree enters it.
    """
    contracted = []
    heads = _each_best(scores)
    while circle := _circle(heads):
        outside = np.delete(np.arange(len(scores)), circle)
        contracted.append((scores, heads, np.array(circle), outside))
        scores = _as_one_node(scores, heads, np.array(circle), outside)
        heads = _each_best(scores)
    for scores, before, circle, outside in reversed(contracted):
        heads = _opened(heads, scores, before, circle, outside)
    return heads


def _each_best(scores: np.ndarray) -> np.ndarray:
    heads = scores.argmax(1)
    heads[0] = 0
    return heads


def _circle(heads: np.ndarray) -> Sequence[int]:
    """The nodes of one circle, empty if all nodes climb to the root."""
    climb_of = [0] + [-1] * (len(heads) - 1)
    above = heads.tolist()
    for start in range(1, len(above)):
        path, node = [], start
        while climb_of[node] < 0:
            climb_of[node] = start
            path.append(node)
            node = above[node]
        if node and climb_of[node] == start:
            return path[path.index(node) :]
    return []


def _gains(scores: np.ndarray, heads: np.ndarray, circle: np.ndarray, outside: np.ndarray) -> np.ndarray:
    """What is won by entering the circle at a node (row) from outside (column) instead of closing it there."""
    return scores[circle[:, None], outside] - scores[circle, heads[circle]][:, None]


def _as_one_node(scores: np.ndarray, heads: np.ndarray, circle: np.ndarray, outside: np.ndarray) -> np.ndarray:
    """The nodes outside in their order, and the circle behind them."""
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[outside[:, None], outside]
    smaller[:-1, -1] = scores[outside[:, None], circle].max(1)
    smaller[-1, :-1] = _gains(scores, heads, circle, outside).max(0)
    return smaller


def _opened(
    smaller: np.ndarray, scores: np.ndarray, heads: np.ndarray, circle: np.ndarray, outside: np.ndarray
) -> np.ndarray:
    """The smaller problem's heads, told of the nodes that were there before the circle became one."""
    opened = heads.copy()
    of_circle = circle[scores[outside[:, None], circle].argmax(1)]
    opened[outside] = np.where(smaller[:-1] < len(outside), np.append(outside, 0)[smaller[:-1]], of_circle)
    opened[0] = 0
    entry = circle[_gains(scores, heads, circle, outside)[:, smaller[-1]].argmax()]
    opened[entry] = outside[smaller[-1]]
    return opened


def best_trees(scores: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """`best_tree` for a batch: float (b, w, w + 1) in, int (b, w) out (0 behind a row's length).

    Where the best heads, each word by itself, are a single-rooted tree, no better tree exists and no search is made.
    """
    heads = scores.argmax(-1)
    for i in np.flatnonzero(~are_trees(heads, lengths)):
        n = lengths[i]
        heads[i, :n] = best_tree(scores[i, :n, : n + 1].astype(np.float64))
    return np.where(np.arange(heads.shape[1]) < lengths[:, None], heads, 0)
