"""Is one system better than another? (docs/method.md, "Significance")."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import ttest_rel

EQUAL = 1e-12
"""Smaller differences are none: means over seeds of the same scores may differ by rounding."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first system against the second, over the same test sentences."""

    difference: float
    """Mean score of the first minus that of the second."""
    t: float
    """Infinite where all sentences differ by the same."""
    p: float
    """Two-sided, in [0, 1]."""
    n: int
    """Sentences."""


def paired_t_test(first: ArrayLike, second: ArrayLike) -> Comparison:
    """Two-sided paired t-test over per-sentence scores.

    first, second: float (sentences,), or (seeds, sentences), which are averaged over seeds before; sentences >= 2.
    For the average over tasks, give per-sentence means over tasks. Identical scores: t = 0, p = 1.
    Raises `ValueError` for other shapes, different sentences and values that aren't finite.
    """
    one, other = _over_seeds("first", first), _over_seeds("second", second)
    if len(one) != len(other) or len(one) < 2:
        raise ValueError(f"scores of the same two or more sentences are needed, not {len(one)} and {len(other)}")
    difference = one - other
    if np.abs(difference).max() < EQUAL:
        return Comparison(0.0, 0.0, 1.0, len(one))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # equal differences: no spread, t is infinite
        found = ttest_rel(one, other)
    return Comparison(float(difference.mean()), float(found.statistic), float(found.pvalue), len(one))


def _over_seeds(name: str, scores: ArrayLike) -> np.ndarray:
    array = np.asarray(scores, dtype=float)
    if array.ndim not in (1, 2) or array.size == 0:
        raise ValueError(f"{name} must have the shape (sentences,) or (seeds, sentences), not {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite")
    return array if array.ndim == 1 else array.mean(axis=0)
