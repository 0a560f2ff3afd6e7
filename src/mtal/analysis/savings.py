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


def areas(spent: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """`area` of many curves at once, float (k,); both float (k, points)."""
    _curve(spent[0], scores[0])
    return np.asarray(np.trapezoid(scores, spent, axis=1) / (spent[:, -1] - spent[:, 0]))


def shares_needed(
    spent: np.ndarray, scores: np.ndarray, other_spent: np.ndarray, other_scores: np.ndarray
) -> np.ndarray:
    """1 / `data_saved` of many pairs of curves at once, float (k,); `inf` where the first never gets there.

    All float (k, points). NaN where the other was at its last score before it had spent anything.
    """
    target = other_scores[:, -1]
    mine, theirs = _first_reached(spent, scores, target), _first_reached(other_spent, other_scores, target)
    return np.divide(mine, theirs, out=np.full(len(target), np.nan), where=theirs > 0)


def _first_reached(spent: np.ndarray, scores: np.ndarray, target: np.ndarray) -> np.ndarray:
    """`needed` of many curves, float (k,); `inf` where a curve never gets to its target."""
    there = scores >= target[:, None]
    point, rows = there.argmax(axis=1), np.arange(len(target))
    before = np.maximum(point - 1, 0)
    rise = scores[rows, point] - scores[rows, before]
    share = np.divide(target - scores[rows, before], rise, out=np.zeros(len(target)), where=(point > 0) & (rise > 0))
    place = spent[rows, before] + share * (spent[rows, point] - spent[rows, before])
    return np.where(there.any(axis=1), place, np.inf)


def _curve(spent: ArrayLike, scores: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.asarray(spent, dtype=float), np.asarray(scores, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or len(x) < 2 or not (np.diff(x) > 0).all() or not np.isfinite(y).all():
        raise ValueError("a curve needs two or more points, ascending, and a score for each")
    return x, y
