"""Annotation costs: reading the words, marking the items, deciding about the sentence (paper §7.1; paper.md 4.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Prices:
    """Costs of the pool's sentences."""

    single: np.ndarray
    """Each task alone, int64 (n, t)."""
    joint: np.ndarray
    """All tasks together, the sentence being read once, int64 (n,)."""


def prices(words: np.ndarray, items: np.ndarray, item_prices: np.ndarray, sentence_prices: np.ndarray) -> Prices:
    """Cost_i = m + item price·items + sentence price; together: the sum less (t - 1)·m.

    `words`: int64 (n,); `items`: slots or entities of each task, int64 (n, t); prices: int64 (t,).
    """
    single = words[:, None] + items * item_prices + sentence_prices
    return Prices(single, together(single, words, np.ones(single.shape, dtype=bool)))


def together(single: np.ndarray, words: np.ndarray, tasks: np.ndarray) -> np.ndarray:
    """The price of each sentence for some of the tasks, int64 (n,): the words are read once; 0 for no task.

    `single`: int64 (n, t), each task alone; `words`: int64 (n,); `tasks`: bool (n, t).
    """
    count = tasks.sum(axis=1)
    return (single * tasks).sum(axis=1) - np.maximum(count - 1, 0) * words
