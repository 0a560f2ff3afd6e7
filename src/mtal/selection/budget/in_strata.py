"""Purchases within a budget, stratum by stratum (docs/method.md, "Length")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from mtal.selection.budget.allocation import WORST_FIRST, Allocation
from mtal.selection.strata import shares

Buy = Callable[[np.ndarray, int], Allocation]
"""Rows (m,), a budget -> what is bought of these rows, `chosen` being (m, tasks)."""


def allocate_in_strata(buy: Buy, stratum: np.ndarray, prices: np.ndarray, budget: int, tasks: int) -> Allocation:
    """What `buy` buys in each stratum with its share of the budget.

    stratum, prices: of every row, int64 (rows,). A stratum's share is that of its sentences in the price of all, in
    whole units by largest remainder; what it leaves over goes to the next, whose sentences are longer and dearer.
    """
    chosen, parts, left = np.zeros((len(stratum), tasks), dtype=bool), list[Allocation](), 0
    totals = np.bincount(stratum, weights=prices).astype(np.int64)
    for number, share in enumerate(shares(totals, budget).tolist()):
        rows = np.flatnonzero(stratum == number)
        part = buy(rows, share + left)
        left += share - int(part.spent)
        chosen[rows] = part.chosen
        parts.append(part)
    return together(chosen, parts)


def together(chosen: np.ndarray, parts: Sequence[Allocation]) -> Allocation:
    """The record of several purchases: sums, and the worst that is known of any."""
    gaps = [part.gap for part in parts if part.gap is not None]
    return Allocation(
        chosen=chosen,
        spent=sum(part.spent for part in parts),
        value=sum(part.value for part in parts),
        solver="+".join(sorted({name for part in parts for name in part.solver.split("+")})) or "greedy",
        status=min((part.status for part in parts), key=(*WORST_FIRST, "greedy").index, default="greedy"),
        gap=max(gaps, default=None) if len(gaps) == len(parts) else None,
    )
