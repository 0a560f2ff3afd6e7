"""The kind of program behind all families (docs/method.md, "Programs"): at most one option a row, within a budget."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Program:
    """Maximise the sum of the values of the chosen options, at most one a row, whose prices sum to at most `budget`."""

    values: np.ndarray
    """float (rows, options)"""
    prices: np.ndarray
    """int64 or float64 (rows, options), not negative"""
    offers: np.ndarray
    """bool (rows, options): what may be chosen"""
    budget: float

    @property
    def whole(self) -> bool:
        """Whether all prices are whole numbers."""
        return self.prices.dtype.kind == "i"


@dataclass(frozen=True)
class Answer:
    """What a solver found."""

    option: np.ndarray
    """int (rows,): the option chosen, -1 = none"""
    solver: str
    status: str = "optimal"
    """`optimal`, `time_limit` (the best found until then) or `no_solution` (the limit came before any)"""
    gap: float | None = 0.0
    """Relative gap to the best bound; None where there is no bound"""


def spent(program: Program, option: np.ndarray) -> np.ndarray:
    """The prices of the chosen options, (chosen rows,)."""
    rows = np.flatnonzero(option >= 0)
    return program.prices[rows, option[rows]]


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
