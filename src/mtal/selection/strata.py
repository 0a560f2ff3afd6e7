"""Strata: sentences compete with those of their own length alone (docs/method.md, "Length")."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from mtal.selection import checks

Pick = Callable[[np.ndarray, int, int], np.ndarray]
"""Rows (m,), n, the stratum's number -> n distinct places among these rows, most wanted first."""


def strata(lengths: ArrayLike, k: int) -> np.ndarray:
    """The stratum of each sentence, int64 (n,): 0 has the shortest, k - 1 the longest, all as many, give or take one.

    lengths: (n,), of any kind that has an order; of two equal ones the lower row is the shorter.
    """
    k = checks.whole_number("k", k)
    if k < 1:
        raise ValueError(f"k must be at least 1, but is {k}")
    order = np.argsort(np.asarray(lengths), kind="stable")
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.arange(len(order)) * k // max(1, len(order))
    return found


def shares(sizes: np.ndarray, n: int) -> np.ndarray:
    """n shared out in proportion to sizes, int64 (k,), by largest remainder; of equal remainders the first are larger.

    No share is larger than its size, where n isn't larger than their sum.
    """
    whole, remainder = np.divmod(n * sizes, max(1, sizes.sum()))
    whole[np.argsort(-remainder, kind="stable")[: n - whole.sum()]] += 1
    return whole


def select_in_strata(pick: Pick, stratum: np.ndarray, n: int) -> np.ndarray:
    """The n rows that `pick` wants, each stratum's share of them chosen among its own, int64 (n,), most wanted first.

    stratum: of every row, int64 (rows,). The strata's lists are merged by (rank - 1/2) / share, so that any beginning
    of the whole has the strata in proportion; where that ties, the lower stratum comes first.
    """
    chosen, position = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
    for number, share in enumerate(shares(np.bincount(stratum), n).tolist()):
        rows = np.flatnonzero(stratum == number)
        chosen.append(rows[pick(rows, share, number)])
        position.append((np.arange(share) + 0.5) / max(1, share))
    return np.concatenate(chosen)[np.argsort(np.concatenate(position), kind="stable")]
