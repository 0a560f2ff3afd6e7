"""Dynamic programming against brute force."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.selection.budget.knapsack import cells, largest_use, solve_dp
from mtal.selection.budget.program import Program
from support.programs import brute_force, random_program, value


@pytest.mark.parametrize("seed", range(60))
def test_brute_force(seed: int) -> None:
    program = random_program(seed, 6, 1 + seed % 3, seed % 33, grid=(0, 3)[seed % 2])
    assert value(program, solve_dp(program).option) == pytest.approx(brute_force(program), abs=1e-12)


def test_equal_choices_take_the_lower_row_and_option() -> None:
    program = Program(np.ones((3, 2)), np.full((3, 2), 4), np.ones((3, 2), dtype=bool), 9)
    assert solve_dp(program).option.tolist() == [0, 0, -1]


def test_the_table_is_no_wider_than_what_can_be_spent() -> None:
    program = Program(np.ones((2, 1)), np.array([[3], [4]]), np.ones((2, 1), dtype=bool), 10**15)
    assert largest_use(program) == 7 and cells(program) == 16
    assert solve_dp(program).option.tolist() == [0, 0]


def test_nothing_on_offer() -> None:
    program = Program(np.ones((2, 1)), np.ones((2, 1), dtype=int), np.zeros((2, 1), dtype=bool), 5)
    assert solve_dp(program).option.tolist() == [-1, -1]
