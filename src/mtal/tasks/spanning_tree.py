"""Dependency trees from arc scores: the best single-rooted tree, and what a tree is."""

from __future__ import annotations

import numpy as np
from ufal.chu_liu_edmonds import chu_liu_edmonds


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
    finite = np.where(np.isfinite(scores), scores, np.nan)
    penalty = 1.0 + 2 * w * np.nanmax(np.abs(finite))
    square = np.full((w + 1, w + 1), np.nan)
    square[1:] = finite
    square[1:, 0] -= penalty
    heads, _ = chu_liu_edmonds(square)
    return np.asarray(heads[1:])


def best_trees(scores: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """`best_tree` for a batch: float (b, w, w + 1) in, int (b, w) out (0 behind a row's length).

    Where the best heads, each word by itself, are a single-rooted tree, no better tree exists and no search is made.
    """
    heads = scores.argmax(-1)
    for i in np.flatnonzero(~are_trees(heads, lengths)):
        n = lengths[i]
        heads[i, :n] = best_tree(scores[i, :n, : n + 1].astype(np.float64))
    return np.where(np.arange(heads.shape[1]) < lengths[:, None], heads, 0)
