"""Who solves what, and what is said when a proof is missing."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.selection.budget import knapsack, solving
from mtal.selection.budget.program import Program
from support.programs import random_program, value


def test_auto_takes_dp_for_whole_prices_and_mip_for_others() -> None:
    assert solving.solve(random_program(0, 20, 2, 50)).solver == "dp"
    assert solving.solve(random_program(0, 20, 2, 50, whole=False)).solver == "mip"
    assert solving.solve(random_program(0, 20, 2, 50), "mip").solver == "mip"


def test_auto_takes_mip_where_the_table_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    program = random_program(0, 20, 2, 50)
    table = solving.solve(program)
    monkeypatch.setattr(solving, "MOST_CELLS", 100)
    other = solving.solve(program)
    assert other.solver == "mip"
    assert value(program, other.option) == pytest.approx(value(program, table.option), abs=1e-9)
    with pytest.raises(ValueError, match="solver dp needs whole costs and a table of at most 100 cells"):
        solving.solve(program, "dp")


def test_dp_refuses_fractions() -> None:
    with pytest.raises(ValueError, match="solver dp needs whole costs"):
        solving.solve(random_program(0, 20, 2, 50, whole=False), "dp")


def hard_knapsack() -> Program:
    """Values close to prices, which are all different: branch and bound is slow here."""
    prices = np.random.default_rng(5).integers(10**6, 10**7, (300, 1)).astype(float)
    values = (prices + 10**5) / (2 * 10**7)
    return Program(values, prices, np.ones((300, 1), dtype=bool), float(int(prices.sum() / 2)) + 0.5)


def test_a_time_limit_is_said(recwarn: pytest.WarningsRecorder) -> None:
    program = hard_knapsack()
    with pytest.warns(RuntimeWarning, match=r"CBC stopped after 0\.1 s without proof"):
        answer = solving.solve(program, "mip", time_limit=0.1)
    assert answer.status in ("time_limit", "no_solution")
    assert (answer.gap is None) == (answer.status == "no_solution")
    assert value(program, answer.option) <= program.values.sum()


def test_the_limit_of_the_table_holds_the_paper_s_sizes() -> None:
    assert knapsack.MOST_CELLS >= 13_084 * 2_001
