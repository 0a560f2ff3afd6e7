"""One score a sentence, low = wanted, and ranking by it (paper section 4; Table 1)."""

from __future__ import annotations

import numpy as np


def lowest(score: np.ndarray, n: int) -> np.ndarray:
    """The n rows of lowest score (sentences,), lowest first; ties: lower row first."""
    return np.argsort(score, kind="stable")[:n]


def permutation(pool: int, n: int, seed: int) -> np.ndarray:
    """The first n rows of a seeded random permutation of the pool; a larger n only adds to the end."""
    return np.random.default_rng(seed).permutation(pool)[:n]


def mean_confidence(confidence: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Mean over tasks (sentences,); weights (tasks,) sum to 1.

    The sum runs over the tasks in their order, column by column: a matrix product may round equal rows differently.
    """
    if weights is None:
        return ordered_sum(confidence) / confidence.shape[1]
    return ordered_sum(confidence * weights)


def highest_confidence(confidence: np.ndarray) -> np.ndarray:
    """Largest confidence of a sentence (sentences,): wanted if every task is unsure."""
    return confidence.max(axis=1)


def lowest_confidence(confidence: np.ndarray) -> np.ndarray:
    """Smallest confidence of a sentence (sentences,): wanted if some task is unsure."""
    return confidence.min(axis=1)


def ordered_sum(table: np.ndarray) -> np.ndarray:
    """Row sums (sentences,), first column to last."""
    total = table[:, 0].copy()
    for column in table.T[1:]:
        total += column
    return total
