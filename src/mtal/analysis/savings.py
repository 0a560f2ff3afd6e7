"""What a learning curve says as one number (docs/method.md, "Curves as numbers")."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def area(spent: ArrayLike, scores: ArrayLike) -> float:
    """Mean height of the curve between its ends, by trapezia: the normalised area under it.

    `spent`: what was spent up to each point (sentences, words, cost), ascending, two or more; `scores`: float, as long.
    Raises `ValueError` otherwise.
    """
    x, y = _curve(spent, scores)
    return float(np.trapezoid(y, x) / (x[-1] - x[0]))


def needed(spent: ArrayLike, scores: ArrayLike, score: float) -> float | None:
    """What it takes until the curve first reaches `score`, straight lines between its points; None: it never does."""
    x, y = _curve(spent, scores)
    if y[0] >= score:
        return float(x[0])
    for i in range(1, len(x)):
        if y[i] >= score:
            share = (score - y[i - 1]) / (y[i] - y[i - 1])
            return float(x[i - 1] + share * (x[i] - x[i - 1]))
    return None


def data_saved(spent: ArrayLike, scores: ArrayLike, other_spent: ArrayLike, other_scores: ArrayLike) -> float | None:
    """How many times as much the other curve spends until its last score as this one does until the same score.

    2: half is enough; below 1: it takes more. The other's price is where it first reaches that score. None where this
    curve never gets there, or was there before it had spent anything.
    """
    target = float(np.asarray(other_scores, dtype=float)[-1])
    mine, theirs = needed(spent, scores, target), needed(other_spent, other_scores, target)
    return theirs / mine if mine and theirs else None


def _curve(spent: ArrayLike, scores: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.asarray(spent, dtype=float), np.asarray(scores, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or len(x) < 2 or not (np.diff(x) > 0).all() or not np.isfinite(y).all():
        raise ValueError("a curve needs two or more points, ascending, and a score for each")
    return x, y
