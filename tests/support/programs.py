"""Random programs and their best value by brute force."""

from __future__ import annotations

import itertools
import math

import numpy as np

from mtal.selection.budget.program import Program


def random_program(seed: int, rows: int, options: int, budget: float, *, grid: int = 0, whole: bool = True) -> Program:
    """Prices 0 to 14, values in [0, 1] (on a grid, to tie), one offer in ten missing."""
    random = np.random.default_rng(seed)
    values = random.random((rows, options))
    prices = random.integers(0, 15, (rows, options))
    return Program(
        values=np.round(values * grid) / grid if grid else values,
        prices=prices if whole else prices + random.random((rows, options)),
        offers=random.random((rows, options)) < 0.9,
        budget=budget,
    )


def brute_force(program: Program) -> float:
    """The greatest value, by trying every choice."""
    best = 0.0
    options = range(-1, program.values.shape[1])
    for choice in itertools.product(options, repeat=len(program.values)):
        picked = [(x, o) for x, o in enumerate(choice) if o >= 0]
        allowed = all(program.offers[p] for p in picked)
        if allowed and math.fsum(program.prices[p] for p in picked) <= program.budget:
            best = max(best, math.fsum(program.values[p] for p in picked))
    return best


def value(program: Program, option: np.ndarray) -> float:
    """The value of a choice, which must be allowed and within the budget."""
    rows = np.flatnonzero(option >= 0)
    assert program.offers[rows, option[rows]].all()
    assert math.fsum(program.prices[rows, option[rows]]) <= program.budget
    return math.fsum(program.values[rows, option[rows]])
