"""CBC against dynamic programming and brute force."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.selection.budget.cbc import solve_mip
from mtal.selection.budget.knapsack import solve_dp
from mtal.selection.budget.program import Program, pruned
from support.programs import brute_force, random_program, value


@pytest.mark.parametrize("seed", range(40))
def test_dynamic_programming(seed: int) -> None:
    program = random_program(seed, 30 + 10 * seed, 1 + seed % 3, 20 + 7 * seed, grid=(0, 0, 10)[seed % 3])
    program = pruned(program)
    answer = solve_mip(program, time_limit=60, seed=0)
    assert (answer.status, answer.gap) == ("optimal", 0.0)
    assert value(program, answer.option) == pytest.approx(value(program, solve_dp(program).option), abs=1e-7)


@pytest.mark.parametrize("seed", range(15))
def test_fractional_prices(seed: int) -> None:
    program = random_program(seed, 6, 1 + seed % 3, 3.5 + 2 * seed, whole=False)
    answer = solve_mip(program, time_limit=60, seed=0)
    assert value(program, answer.option) == pytest.approx(brute_force(program), abs=1e-9)


def test_a_tolerance_does_not_pass_the_budget() -> None:
    prices = np.array([[1.0], [1.0], [1.0 + 1e-9]])
    program = Program(np.array([[0.5], [0.4], [0.8]]), prices, np.ones((3, 1), dtype=bool), 2.0)
    assert solve_mip(program, time_limit=60, seed=0).option.tolist() == [0, 0, -1]


@pytest.mark.parametrize("seed", range(5))
def test_gains_of_a_millionth_are_found(seed: int) -> None:
    random = np.random.default_rng(seed)
    prices = random.integers(5, 40, (60, 1))
    values = 0.3 + prices / 100 + random.random((60, 1)) / 10**6
    program = Program(values, prices, np.ones((60, 1), dtype=bool), 200)
    answer = solve_mip(program, time_limit=60, seed=0)
    assert value(program, answer.option) == pytest.approx(value(program, solve_dp(program).option), abs=1e-8)


def test_small_gains_are_found() -> None:
    program = Program(np.array([[1e-6], [2e-6]]), np.array([[5], [5]]), np.ones((2, 1), dtype=bool), 5)
    assert solve_mip(program, time_limit=60, seed=0).option.tolist() == [-1, 0]


def test_nothing_on_offer() -> None:
    program = Program(np.ones((2, 1)), np.ones((2, 1)), np.zeros((2, 1), dtype=bool), 5)
    assert solve_mip(program, time_limit=60, seed=0).option.tolist() == [-1, -1]
