"""Which rows of a market are bought: the strategy's order, a walk through it, or a program (paper section 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import numpy as np

from mtal.acquisition.decision import DecisionOptions, StrategyOptions
from mtal.acquisition.market import Market
from mtal.selection import STRATEGIES, Allocation, allocate_with_status, greedy_walk, select
from mtal.selection.budget.in_strata import allocate_in_strata
from mtal.selection.clusters import clusters, spread
from mtal.selection.same_lengths import same_lengths
from mtal.selection.strata import select_in_strata, strata


@dataclass(frozen=True, slots=True)
class Terms:
    """How to choose."""

    strategy: StrategyOptions
    decision: DecisionOptions
    task: int
    """The column of the task that selects, where one does."""
    seed: int
    """Of random selection and of the solver."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """Rows of the pool, most wanted first where there is an order, and for which tasks."""

    rows: np.ndarray
    tasks: np.ndarray
    """bool (rows, t)"""
    record: dict[str, Any]
    """What it cost and how it was decided, for people."""


class FamilyArguments(TypedDict, total=False):
    """The arguments of `allocate_with_status` that some families take."""

    candidates: np.ndarray
    task: int
    aggregate: str | None
    weights: Sequence[float] | None


def choose(market: Market, amount: int, terms: Terms) -> Purchase:
    """What is bought for `amount`: sentences, words or cost, as the decision counts."""
    return (top_n if terms.decision.name == "top_n" else within_budget)(market, amount, terms)


def most_wanted(
    market: Market, n: int, strategy: StrategyOptions, task: int, seed: int, *, apart: int | None = None
) -> np.ndarray:
    """The n rows that the strategy wants most, int64, in its order.

    With clusters the most wanted of each comes first; `apart` says how many clusters, where it isn't n.
    """
    if not strategy.clusters or market.vectors is None:
        return _in_order(market, n, strategy, task, seed)
    order = _in_order(market, len(market.words), strategy, task, seed)
    return spread(order, clusters(market.vectors, min(n if apart is None else apart, len(order))))[:n]


def _in_order(market: Market, n: int, strategy: StrategyOptions, task: int, seed: int) -> np.ndarray:
    if strategy.lengths_of is not None:
        other = strategy.model_copy(update={"name": strategy.lengths_of, "lengths_of": None})
        return same_lengths(_in_order(market, len(market.words), other, task, seed), market.words, seed)[:n]
    column = task if STRATEGIES[strategy.name].takes_task else None

    def pick(rows: np.ndarray, n: int, number: int) -> np.ndarray:
        confidence = market.confidence[rows]
        return select(strategy.name, confidence, n, task=column, weights=strategy.weights, seed=seed + number)

    if strategy.strata is None:
        return pick(np.arange(len(market.words)), n, 0)
    return select_in_strata(pick, strata(market.words, strategy.strata), n)


def top_n(market: Market, n: int, terms: Terms) -> Purchase:
    """The most wanted sentences, for all tasks that they can be bought for: n, or those that have n words or cost n."""
    unit, wanted = terms.decision.unit, (terms.strategy, terms.task, terms.seed)
    if unit is None:
        rows = most_wanted(market, min(n, len(market.confidence)), *wanted)
        return Purchase(rows, market.open[rows], {"wanted": n})
    size = market.words if unit == "words" else market.whole
    order = most_wanted(market, len(size), *wanted, apart=affordable(size, n))
    rows = greedy_walk(order, size, n, edge=terms.decision.edge)
    return Purchase(rows, market.open[rows], {unit: int(size[rows].sum())})


def within_budget(market: Market, budget: int, terms: Terms) -> Purchase:
    """What the budget allows, by the decision's family; rows in pool order for programs and disjoint families."""
    strategy, decision = terms.strategy, terms.decision
    if decision.name == "grd_al" and decision.family in ("joint", "stcs"):
        apart = affordable(market.whole, budget)
        order = most_wanted(market, len(market.whole), strategy, terms.task, terms.seed, apart=apart)
        rows = greedy_walk(order, market.whole, budget, edge=decision.edge)
        return Purchase(rows, market.open[rows], {"spent": int(market.whole[rows].sum())})
    allocation = _allocate(market, budget, terms)
    rows = np.flatnonzero(allocation.chosen.any(axis=1))
    return Purchase(rows, (allocation.chosen & market.open)[rows], allocation.record())


def affordable(prices: np.ndarray, budget: int) -> int:
    """How many sentences of the mean price the budget buys, at least one."""
    return max(1, int(budget * len(prices) // max(1, prices.sum())))


def _allocate(market: Market, budget: int, terms: Terms) -> Allocation:
    """The best purchase of a program, or of a walk over sentences and tasks; in strata one after the other."""
    decision = terms.decision
    prices = market.prices.joint if decision.disjoint else market.whole

    def buy_of(rows: np.ndarray, money: int) -> Allocation:
        return allocate_with_status(
            decision.family,
            market.confidence[rows],
            market.prices.single[rows],
            prices[rows],
            money,
            decision="greedy" if decision.name == "grd_al" else "blp",
            **_family_arguments(market.open[rows], terms),
            solver=decision.solver,
            time_limit=decision.time_limit,
            edge=decision.edge,
            seed=terms.seed % (1 << 31),
        )

    if terms.strategy.strata is None:
        return buy_of(np.arange(len(prices)), budget)
    stratum = strata(market.words, terms.strategy.strata)
    return allocate_in_strata(buy_of, stratum, prices, budget, market.open.shape[1])


def _family_arguments(open_: np.ndarray, terms: Terms) -> FamilyArguments:
    if terms.decision.disjoint:
        return {"candidates": open_}
    if terms.decision.family == "stcs":
        return {"task": terms.task}
    return {"aggregate": STRATEGIES[terms.strategy.name].aggregate, "weights": terms.strategy.weights}
