"""What is for sale: the pool's sentences, for the tasks that they can still be annotated for, and their prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mtal.acquisition.costs import Prices, TaskCosts, prices, together
from mtal.acquisition.labelled import Annotation
from mtal.acquisition.scores import PoolScores, still_open


@dataclass(frozen=True, slots=True)
class Market:
    """n sentences, t tasks."""

    confidence: np.ndarray
    """float (n, t), low = wanted; 1 where nothing is for sale, so nothing to be gained."""
    open: np.ndarray
    """True where a sentence can be bought for a task, bool (n, t)."""
    words: np.ndarray
    """int64 (n,)."""
    prices: Prices
    whole: np.ndarray
    """Price of each sentence for all tasks that it can be bought for, int64 (n,)."""
    vectors: np.ndarray | None = None
    """float16 (n, size), where clusters are made of them."""

    def at(self, rows: np.ndarray) -> Market:
        """The sentences in these rows, int64 (k,)."""
        prices = Prices(self.prices.single[rows], self.prices.joint[rows])
        vectors = None if self.vectors is None else self.vectors[rows]
        return Market(self.confidence[rows], self.open[rows], self.words[rows], prices, self.whole[rows], vectors)


def open_market(
    scores: PoolScores,
    items: PoolScores,
    labelled: Sequence[Annotation],
    offered: np.ndarray,
    costs: Mapping[str, TaskCosts],
) -> Market:
    """What can be bought, and for how much.

    `items`: slots or entities of each sentence, true or predicted; rows and columns as in `scores`. `offered`: what can
    be annotated at all, bool (n, t), see `mtal.acquisition.scores.for_sale`.
    """
    left = still_open(scores.ids, labelled, scores.tasks) & offered
    counted = np.nan_to_num(items.values).astype(np.int64)
    cost = prices(scores.words, counted, costs)
    whole = together(cost.single, scores.words, left)
    return Market(np.where(left, scores.values, 1.0), left, scores.words, cost, whole)
