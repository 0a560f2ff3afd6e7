"""What to annotate next: the strategy and the decision applied to what is for sale (paper section 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import numpy as np

from mtal.acquisition.costs import TaskCosts, together
from mtal.acquisition.decision import DecisionOptions, StrategyOptions
from mtal.acquisition.labelled import Annotation
from mtal.acquisition.market import Market, open_market
from mtal.acquisition.scores import PoolScores
from mtal.selection import STRATEGIES, Allocation, allocate_with_status, greedy_walk, select
from mtal.selection.budget.in_strata import allocate_in_strata
from mtal.selection.strata import select_in_strata, strata


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


def buy(
    scores: PoolScores,
    items: PoolScores,
    labelled: Sequence[Annotation],
    offered: np.ndarray,
    *,
    round: int,
    costs: Mapping[str, TaskCosts],
    strategy: StrategyOptions,
    decision: DecisionOptions,
    seed: int,
) -> tuple[list[Annotation], dict[str, Any]]:
    """The annotations that are bought for the model of `round`, and a record of the decision.

    `items`, `offered`, `costs`: as `open_market` takes them; `seed`: of random selection and of the solver. The record
    has `pool` and `sentences`, how many there are and how many were bought; where that is none, `nothing` says why.
    """
    market = open_market(scores, items, labelled, offered, costs)
    column = scores.tasks.index(strategy.task) if strategy.task else 0
    if decision.name == "top_n":
        wanted = decision.n or sum(annotation.round == 0 for annotation in labelled)
        purchase = top_n(market, wanted, decision, strategy, column, seed)
    else:
        purchase = within_budget(market, decision, strategy, column, seed)
    bought = _annotations(round, scores, market, purchase)
    record = purchase.record | {"pool": len(scores.ids), "sentences": len(bought)}
    return bought, record if bought else record | {"nothing": why_nothing(market, decision)}


def receipt(record: Mapping[str, Any], following: int) -> str:
    """What was bought for round `following`, in one line for people."""
    if "nothing" in record:
        return f"nothing bought: {record['nothing']}; round {following} would learn from the same sentences again"
    spent = f" for {record['spent']}" if "spent" in record else ""
    wanted = f", {record['wanted']} were wanted" if record["sentences"] < record.get("wanted", 0) else ""
    return f"{record['sentences']} of {record['pool']} sentences bought{spent}{wanted}"


def most_wanted(market: Market, n: int, strategy: StrategyOptions, task: int, seed: int) -> np.ndarray:
    """The n rows that the strategy wants most, int64, in its order."""
    column = task if STRATEGIES[strategy.name].takes_task else None

    def pick(rows: np.ndarray, n: int, number: int) -> np.ndarray:
        confidence = market.confidence[rows]
        return select(strategy.name, confidence, n, task=column, weights=strategy.weights, seed=seed + number)

    if strategy.strata is None:
        return pick(np.arange(len(market.words)), n, 0)
    return select_in_strata(pick, strata(market.words, strategy.strata), n)


def top_n(
    market: Market, n: int, decision: DecisionOptions, strategy: StrategyOptions, task: int, seed: int
) -> Purchase:
    """The most wanted sentences, for all tasks that they can be bought for: n, or those that have n words or cost n."""
    if decision.unit is None:
        rows = most_wanted(market, min(n, len(market.confidence)), strategy, task, seed)
        return Purchase(rows, market.open[rows], {"wanted": n})
    size = market.words if decision.unit == "words" else market.whole
    order = most_wanted(market, len(size), strategy, task, seed)
    rows = greedy_walk(order, size, n, edge=decision.edge)
    return Purchase(rows, market.open[rows], {decision.unit: int(size[rows].sum())})


def within_budget(
    market: Market, decision: DecisionOptions, strategy: StrategyOptions, task: int, seed: int
) -> Purchase:
    """What the budget allows, by the decision's family; rows in pool order for programs and disjoint families."""
    budget = decision.at_once
    greedy = decision.name == "grd_al"
    if greedy and decision.family in ("joint", "stcs"):
        order = most_wanted(market, len(market.confidence), strategy, task, seed)
        rows = greedy_walk(order, market.whole, budget, edge=decision.edge)
        return Purchase(rows, market.open[rows], {"spent": int(market.whole[rows].sum())})
    prices = market.prices.joint if decision.disjoint else market.whole

    def buy_of(rows: np.ndarray, money: int) -> Allocation:
        return allocate_with_status(
            decision.family,
            market.confidence[rows],
            market.prices.single[rows],
            prices[rows],
            money,
            decision="greedy" if greedy else "blp",
            **_family_arguments(market.open[rows], decision, strategy, task),
            solver=decision.solver,
            time_limit=decision.time_limit,
            edge=decision.edge,
            seed=seed % (1 << 31),
        )

    if strategy.strata is None:
        allocation = buy_of(np.arange(len(prices)), budget)
    else:
        stratum = strata(market.words, strategy.strata)
        allocation = allocate_in_strata(buy_of, stratum, prices, budget, market.open.shape[1])
    rows = np.flatnonzero(allocation.chosen.any(axis=1))
    return Purchase(rows, (allocation.chosen & market.open)[rows], allocation.record())


def why_nothing(market: Market, decision: DecisionOptions) -> str:
    """Why a purchase is empty, for people."""
    offers = market.prices.single[market.open] if decision.disjoint else market.whole
    if offers.size == 0:
        return "the pool is empty"
    equal = decision.family == "eqb_djs"
    most = decision.at_once // market.open.shape[1] if equal else decision.at_once
    if offers.min() > most:
        what = "a task's share of the budget" if equal else "the budget"
        return f"the cheapest of {len(market.confidence)} sentences costs {offers.min()}, {what} is {most}"
    if (market.confidence[market.open] == 1).all():
        return "the models are wholly certain of all that is left"
    return f"the solver found no purchase that it is sure of in decision.time_limit={decision.time_limit:g} seconds"


def _family_arguments(
    open_: np.ndarray, decision: DecisionOptions, strategy: StrategyOptions, task: int
) -> FamilyArguments:
    if decision.disjoint:
        return {"candidates": open_}
    if decision.family == "stcs":
        return {"task": task}
    return {"aggregate": STRATEGIES[strategy.name].aggregate, "weights": strategy.weights}


def _annotations(round: int, scores: PoolScores, market: Market, purchase: Purchase) -> list[Annotation]:
    costs = together(market.prices.single[purchase.rows], market.words[purchase.rows], purchase.tasks)
    found = []
    for row, tasks, cost in zip(purchase.rows, purchase.tasks, costs.tolist(), strict=True):
        names = tuple(name for name, chosen in zip(scores.tasks, tasks, strict=True) if chosen)
        if names:
            found.append(Annotation(scores.ids[row], round, names, cost, int(scores.words[row])))
    return found
