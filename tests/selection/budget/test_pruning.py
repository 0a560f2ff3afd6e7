"""Pruning keeps the greatest value and leaves little."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.selection.budget.knapsack import solve_dp
from mtal.selection.budget.program import Program, pruned
from support.programs import brute_force, random_program, value


@pytest.mark.parametrize("seed", range(60))
def test_the_value_stays(seed: int) -> None:
    program = random_program(seed, 7, 1 + seed % 3, 5 + seed % 20, grid=(0, 3)[seed % 2])
    less = pruned(program)
    assert not (less.offers & ~program.offers).any()
    assert brute_force(less) == pytest.approx(brute_force(program), abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_the_value_stays_in_larger_programs(seed: int) -> None:
    program = random_program(seed, 200, 3, 40, grid=(0, 20)[seed % 2])
    all_offers = Program(program.values, program.prices, program.offers & (program.values > 0), program.budget)
    less = pruned(program)
    assert value(program, solve_dp(less).option) == pytest.approx(value(program, solve_dp(all_offers).option), abs=1e-9)


def test_worthless_and_unaffordable_go() -> None:
    program = Program(np.array([[0.0], [0.5], [0.4]]), np.array([[1], [11], [10]]), np.ones((3, 1), dtype=bool), 10)
    assert pruned(program).offers.tolist() == [[False], [False], [True]]


def test_of_equal_prices_only_what_fits_stays() -> None:
    values = np.random.default_rng(0).random((1000, 1))
    program = Program(values, np.full((1000, 1), 7), np.ones((1000, 1), dtype=bool), 50)
    assert np.flatnonzero(pruned(program).offers).tolist() == sorted(np.argsort(-values[:, 0])[:7].tolist())


def test_empty() -> None:
    empty = np.empty((0, 3))
    assert pruned(Program(empty, empty, empty.astype(bool), 5)).offers.shape == (0, 3)
