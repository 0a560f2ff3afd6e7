"""The one kind of program behind all families: at most one option a row, the sum of prices within a budget."""

from __future__ import annotations

from dataclasses import dataclass

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
