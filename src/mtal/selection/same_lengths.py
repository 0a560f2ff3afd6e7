"""Random sentences of the lengths that a strategy would buy (docs/method.md, "Length")."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mtal.selection.scores import permutation


def same_lengths(order: np.ndarray, lengths: ArrayLike, seed: int) -> np.ndarray:
    """`order`, int64 (n,), with every row exchanged for one of the same length, drawn at random without replacement.

    order: all rows, most wanted first. lengths: of every row, (n,), of any kind that has an order. The lengths of any
    beginning of the result are those of the same beginning of `order`.
    """
    length = np.asarray(lengths)
    drawn = permutation(len(length), len(length), seed)
    found = np.empty(len(length), dtype=np.int64)
    places = np.argsort(length[order], kind="stable")  # of each length the first wanted gets the first drawn
    found[places] = drawn[np.argsort(length[drawn], kind="stable")]
    return found
