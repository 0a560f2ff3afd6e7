"""Reciprocal rank fusion of the tasks' rankings (paper section 4, MT-RRF; Cormack et al. 2009)."""

from __future__ import annotations

import numpy as np

from mtal.selection.scalar import lowest, ordered_sum

K = 60


def ranks(confidence: np.ndarray) -> np.ndarray:
    """Rank of every sentence in every task, int (sentences, tasks), 1 = least confident; ties: lower row first."""
    order = np.argsort(confidence, axis=0, kind="stable")
    result = np.empty_like(order)
    np.put_along_axis(result, order, np.arange(1, len(order) + 1)[:, None], axis=0)
    return result


def reciprocal_rank_sum(confidence: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Sum over tasks of w / (60 + rank), float (sentences,), **high** = wanted; w = 1 without weights."""
    return ordered_sum((1.0 if weights is None else weights) / (K + ranks(confidence)))


def most_wanted(confidence: np.ndarray, n: int, weights: np.ndarray | None = None) -> np.ndarray:
    """The n rows of highest reciprocal rank sum, highest first; ties: lower row first."""
    return lowest(-reciprocal_rank_sum(confidence, weights), n)


def rank_confidence(confidence: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """1 - sum / (its greatest possible value), float (sentences,) in [0, 1], low = wanted.

    A program needs a bounded value; dividing by a constant leaves its optimum alone, as subtracting one would not.
    """
    total = confidence.shape[1] if weights is None else 1.0
    return np.clip(1.0 - reciprocal_rank_sum(confidence, weights) * ((K + 1) / total), 0.0, 1.0)
