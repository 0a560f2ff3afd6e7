"""Purchases in strata: the budget holds, its shares are kept, and one stratum is no stratum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtal.selection import Allocation, allocate_with_status
from mtal.selection.budget.in_strata import Buy, allocate_in_strata
from mtal.selection.strata import shares, strata
from support.inputs import Instance, instance


def buyer(pool: Instance, family: str, decision: str) -> Buy:
    aggregate = {"aggregate": "avg"} if family == "joint" else {}

    def buy(rows: np.ndarray, money: int) -> Allocation:
        arrays = (pool.confidence[rows], pool.costs[rows], pool.joint[rows])
        return allocate_with_status(family, *arrays, money, decision=decision, **aggregate)

    return buy


FAMILIES = pytest.mark.parametrize("family", ["joint", "udjs", "eqb_djs"])
DECISIONS = pytest.mark.parametrize("decision", ["blp", "greedy"])


@FAMILIES
@DECISIONS
def test_one_stratum_is_the_whole_pool(family: str, decision: str) -> None:
    pool = instance(3, 40, 2, 90)
    buy, rows = buyer(pool, family, decision), np.arange(40)
    found = allocate_in_strata(buy, np.zeros(40, dtype=np.int64), pool.joint, 90, 2)
    whole = buy(rows, 90)
    assert found.record() == whole.record() and (found.chosen == whole.chosen).all()


@FAMILIES
@DECISIONS
@settings(max_examples=25)
@given(seed=st.integers(0, 10**6), size=st.integers(0, 30), k=st.integers(1, 6), budget=st.integers(0, 200))
def test_the_budget_and_its_shares_hold(family: str, decision: str, seed: int, size: int, k: int, budget: int) -> None:
    pool = instance(seed, size, 2, budget)
    stratum, asked = strata(pool.shared, k), list[int]()
    buy = buyer(pool, family, decision)

    def watched(rows: np.ndarray, money: int) -> Allocation:
        asked.append(money)
        return buy(rows, money)

    found = allocate_in_strata(watched, stratum, pool.joint, budget, 2)
    assert found.spent <= budget
    totals = np.array([pool.joint[stratum == number].sum() for number in range(len(asked))], dtype=np.int64)
    due = shares(totals, budget).tolist() if size else []
    spent = 0
    for number, money in enumerate(asked):
        assert money == sum(due[: number + 1]) - spent, "its share and what those before it left over"
        rows = np.flatnonzero(stratum == number)
        alone = buy(rows, money)
        assert (found.chosen[rows] == alone.chosen).all()
        spent += int(alone.spent)
    assert found.spent == spent


def test_the_record_is_of_the_worst() -> None:
    def buy(rows: np.ndarray, money: int) -> Allocation:
        status, gap = (("optimal", 0.0), ("time_limit", None), ("optimal", 0.1))[rows[0]]
        return Allocation(np.ones((1, 1), dtype=bool), 1, 0.5, ("dp", "mip", "dp+mip")[rows[0]], status, gap)

    found = allocate_in_strata(buy, np.arange(3), np.ones(3, dtype=np.int64), 3, 1)
    assert found.record() == {"spent": 3, "value": 1.5, "solver": "dp+mip", "status": "time_limit", "gap": None}
