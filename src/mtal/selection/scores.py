"""One score a sentence out of all tasks' confidences, and ranking by it (docs/method.md, "Strategies")."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from mtal.selection import checks

K = 60
"""Of reciprocal rank fusion (Cormack et al. 2009)."""

Weighted = Callable[[np.ndarray, np.ndarray | None], np.ndarray]


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


AGGREGATES: MappingProxyType[str, Weighted] = MappingProxyType(
    {
        "avg": mean_confidence,
        "max": lambda confidence, weights: highest_confidence(confidence),
        "min": lambda confidence, weights: lowest_confidence(confidence),
        "rrf": rank_confidence,
    }
)
WEIGHTED = ("avg", "rrf")


def aggregate_confidence(aggregate: str, confidence: ArrayLike, *, weights: ArrayLike | None = None) -> np.ndarray:
    """The aggregated confidence, float (sentences,) in [0, 1], low = wanted.

    aggregate: `avg`, `max`, `min` or `rrf`; the last is 1 - RRF / (its greatest possible value).
    confidence: float (sentences, tasks) in [0, 1].
    weights: one a task, for `avg` and `rrf` alone. Raises `ValueError` for anything else.
    """
    checks.one_of("aggregate", aggregate, AGGREGATES)
    table = checks.confidences(confidence)
    if aggregate not in WEIGHTED:
        checks.refuse("weights", weights, f"aggregate {aggregate}")
    return AGGREGATES[aggregate](table, checks.normalised_weights(weights, table.shape[1]))
