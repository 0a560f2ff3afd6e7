"""Which words of a pool annotators are asked, and how many items these are (docs/method.md, "Asked words").

Pure functions on arrays. n sentences, k words, those of a sentence side by side; `bounds`, int64 (n + 1,), says where
each sentence's words begin, and the end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

Columns = Mapping[str, np.ndarray]
"""Of words, (k,): `doubt` in [0, 1]; `items` and `gold_items`, the number of the item that a word is part of, ascending
in a sentence, 0 for none and below 0 where nobody knows."""


def ask(words: Mapping[str, Columns], bounds: np.ndarray, on_sale: np.ndarray, share: float) -> dict[str, np.ndarray]:
    """For each task of `words` which words are asked, bool (k,).

    on_sale: bool (n, t), of the same tasks in their order, which sentences can be bought for each.
    """
    return {
        task: least_sure(columns["doubt"], candidates(columns["gold_items"], bounds, open_), share)
        for (task, columns), open_ in zip(words.items(), on_sale.T, strict=True)
    }


def candidates(gold_items: np.ndarray, bounds: np.ndarray, on_sale: np.ndarray) -> np.ndarray:
    """The words that can be asked for a task, bool (k,).

    They are those of sentences that can be bought for it, bool (n,), and have gold; where a sentence has none at all,
    people will know, and all its words can be asked.
    """
    sentence, known = sentences_of(bounds), gold_items >= 0
    annotated = np.bincount(sentence[known], minlength=len(on_sale)) > 0
    return on_sale[sentence] & (known | ~annotated[sentence])


def least_sure(doubt: np.ndarray, among: np.ndarray, share: float) -> np.ndarray:
    """The share of the words `among` (bool (k,)) that have the greatest doubt, rounded up, bool (k,); ties by place."""
    places = np.flatnonzero(among)
    wanted = math.ceil(share * len(places) - 1e-9)
    chosen = np.zeros(len(doubt), dtype=bool)
    if wanted <= 0:
        return chosen
    values = doubt[places]
    edge = np.partition(values, len(values) - wanted)[len(values) - wanted]
    above = values > edge
    chosen[places[above]] = True
    chosen[places[values == edge][: wanted - above.sum()]] = True
    return chosen


def items_asked(asked: np.ndarray, items: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """How many items of each sentence have a word that is asked, int64 (n,).

    asked: bool (k,); items: (k,), as in `Columns`.
    """
    places = np.flatnonzero(asked & (items > 0))
    sentence, item = sentences_of(bounds)[places], items[places]
    first = np.diff(sentence, prepend=-1).astype(bool) | np.diff(item, prepend=0).astype(bool)
    return np.bincount(sentence[first], minlength=len(bounds) - 1)


def sentences_of(bounds: np.ndarray) -> np.ndarray:
    """The row of each word's sentence, int64 (k,)."""
    return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
