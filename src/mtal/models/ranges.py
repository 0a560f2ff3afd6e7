"""Ranges of rows, one behind the other, without a loop."""

from __future__ import annotations

import numpy as np


def ranges(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """`counts` numbers from each of `starts` on, int64, one range behind the other."""
    ends = counts.cumsum()
    return np.repeat(starts - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)


def behind_nought(counts: np.ndarray) -> np.ndarray:
    """0 and the running sums of `counts`, int64 (n + 1,)."""
    return np.concatenate([np.zeros(1, dtype=np.int64), counts.cumsum()])
