"""Dynamic programming over whole budgets: exact, deterministic, O(options * budget)."""

from __future__ import annotations

import numpy as np

from mtal.selection.budget.program import Answer, Program

MOST_CELLS = 10**8
"""Largest table, in cells of one byte: rows with an offer times (budget + 1)."""


def usable(program: Program) -> np.ndarray:
    """The offers within the budget, bool (rows, options)."""
    return program.offers & (program.prices <= program.budget)


def largest_use(program: Program) -> int:
    """The most that can be spent: the budget, or every row's dearest offer if that is less."""
    dearest = np.where(usable(program), program.prices, 0).max(axis=1, initial=0)
    return int(min(program.budget, dearest.sum()))


def cells(program: Program) -> int:
    """The size of the table."""
    return int(usable(program).any(axis=1).sum()) * (largest_use(program) + 1)


def solve_dp(program: Program) -> Answer:
    """The best choice; among equal ones, none rather than an option, and the first option rather than a later one.

    `best[b]` is the greatest value for at most b with the rows so far; `taken[i, b]` is 1 + the option of row i in it.
    Prices must be whole and the table within `MOST_CELLS`.
    """
    offers = usable(program)
    rows = np.flatnonzero(offers.any(axis=1))
    size = largest_use(program) + 1
    best = np.zeros(size)
    taken = np.zeros((len(rows), size), dtype=np.uint8)
    for row, record in zip(rows, taken, strict=True):
        before = best.copy()
        for option in np.flatnonzero(offers[row]):
            price = program.prices[row, option]
            offer = before[: size - price] + program.values[row, option]
            better = offer > best[price:]
            np.copyto(best[price:], offer, where=better)
            record[price:][better] = option + 1
    return Answer(trace(program, rows, taken), "dp")


def trace(program: Program, rows: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """The option of every row, -1 = none, read back from the table."""
    option = np.full(len(program.prices), -1)
    left = taken.shape[1] - 1
    for i in range(len(rows) - 1, -1, -1):
        if taken[i, left]:
            option[rows[i]] = taken[i, left] - 1
            left -= program.prices[rows[i], option[rows[i]]]
    return option
