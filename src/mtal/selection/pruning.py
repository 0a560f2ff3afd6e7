"""Exact reductions: options that some best solution does without."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mtal.selection.program import Program


def pruned(program: Program) -> Program:
    """The same program with fewer offers; its greatest value is the same.

    Worthless and unaffordable options go first. Then, of every option: row y is ahead of row x if its price is not
    higher and its value not lower (equal both: lower row). A best solution exists that takes the option at x only where
    it uses every row ahead of x, for else x and the free row could change places. So where all those rows at their
    cheapest and x itself don't fit the budget together, x loses the option.
    """
    offers = program.offers & (program.values > 0) & (program.prices <= program.budget)
    budget = program.budget * (1 + 1e-9)  # against float sums
    for option in range(offers.shape[1]):
        cheapest = np.where(offers, program.prices, np.inf).min(axis=1)
        rows = np.flatnonzero(offers[:, option])
        prices = program.prices[rows, option]
        needed = needed_before(program.values[rows, option], prices, cheapest[rows], budget)
        offers[rows, option] = needed + prices <= budget
    return replace(program, offers=offers)


def needed_before(values: np.ndarray, prices: np.ndarray, cheapest: np.ndarray, budget: float) -> np.ndarray:
    """The cheapest prices of all rows ahead of each row, summed, float (rows,); sums above the budget may be too low.

    Goes through the prices upwards with the rows seen so far, best first, cut where their sum passes the budget.
    """
    needed = np.empty(len(values))
    ahead = np.empty(0, dtype=np.int64)
    order = np.argsort(prices, kind="stable")
    if not order.size:
        return needed
    for level in np.split(order, np.flatnonzero(np.diff(prices[order])) + 1):
        ahead = np.concatenate([ahead, level])
        ahead = ahead[np.argsort(-values[ahead], kind="stable")]
        before = np.cumsum(cheapest[ahead]) - cheapest[ahead]
        fresh = prices[ahead] == prices[level[0]]
        needed[ahead[fresh]] = before[fresh]
        ahead = ahead[before <= budget]
    return needed
