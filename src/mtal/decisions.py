"""How much to buy: the n most wanted, or what a budget allows (paper §7; paper.md 4)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from mtal.costs import Prices
from mtal.errors import UserError
from mtal.selection import STRATEGIES, allocate_with_status, greedy_walk, select

DISJOINT = ("udjs", "eqb_djs")


class StrategyOptions(BaseModel):
    """Which sentences are wanted (`strategy.…` in `params.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    confidence: Literal["entropy", "dropout_agreement"]
    """The kind of confidence that the pool is scored with."""
    task: str | None = None
    """`*_ec`, `*_da`: the task whose confidence selects; null: the first of the task list."""
    weights: list[float] | None = None
    """`mt_avg`, `mt_avgda`, `mt_rrf`, `mt_ind`, `mt_par`: one a task, in the order of the task list; null: equal."""


class DecisionOptions(BaseModel):
    """How many (`decision.…` in `params.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Literal["top_n", "grd_al", "blp_al", "blp"]
    """`top_n`: the n most wanted; within a budget: `grd_al` greedily, `blp_al` by binary linear program, each round;
    `blp`: one program with all rounds' budget, after the first."""
    n: int | None = Field(None, ge=1)
    """`top_n`: sentences a round; null: as many as the initial set."""
    budget: int | None = Field(None, ge=1)
    """What a round may cost (`blp`: one round of the loop that it stands for)."""
    rounds_at_once: int = Field(1, ge=1)
    """Budgets that are spent in one purchase; `blp` has those of all selections of the loop (D9)."""
    family: Literal["joint", "stcs", "udjs", "eqb_djs"] = "joint"
    """Sentences for all tasks, by the strategy's confidence (`joint`) or one task's (`stcs`, with `mt_ec`); or
    sentences for single tasks (`udjs`), with equal shares of the budget (`eqb_djs`)."""
    edge: Literal["stop", "skip"] = "stop"
    """`grd_al`: at the first candidate that doesn't fit, stop, or skip it and go on."""
    items: Literal["gold", "predicted"] = "gold"
    """Whose slots or entities a cost counts: the true ones (simulation) or the model's (text without labels)."""
    solver: Literal["auto", "dp", "mip"] = "auto"
    time_limit: float = Field(500.0, gt=0)
    """Seconds a program may take in `mip`."""

    @property
    def at_once(self) -> int:
        """What one purchase may cost; where the decision has a budget."""
        return (self.budget or 0) * self.rounds_at_once


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase: rows of the pool, most wanted first where there is an order, and for which tasks."""

    rows: np.ndarray
    tasks: np.ndarray
    """bool (rows, t)"""
    record: dict[str, Any]
    """What it cost and how it was decided, for people."""


@dataclass(frozen=True, slots=True)
class Market:
    """What is for sale."""

    confidence: np.ndarray
    """float (n, t), low = wanted; 1 where nothing is for sale, so nothing to be gained."""
    open: np.ndarray
    """True where a sentence can be bought for a task, bool (n, t)."""
    prices: Prices
    whole: np.ndarray
    """Price of each sentence for all tasks that it can be bought for, int64 (n,)."""


def check_decision(decision: DecisionOptions, strategy: StrategyOptions) -> None:
    """`UserError` where the strategy can't serve the decision."""
    if decision.name == "top_n":
        return
    if decision.budget is None:
        raise UserError(f"decision.budget is null: {decision.name} needs the cost that a round may have")
    rule, programs = STRATEGIES[strategy.name], decision.name != "grd_al"
    if decision.family == "stcs" and not rule.takes_task:
        raise UserError(f"strategy.name={strategy.name}: decision.family=stcs needs mt_ec, mt_da, st_ec or st_da")
    if decision.family == "joint" and programs and not rule.has_score:
        scored = ", ".join(name for name, other in STRATEGIES.items() if other.has_score)
        raise UserError(f"strategy.name={strategy.name}: {decision.name} needs a strategy with a score: {scored}")
    if decision.family in DISJOINT and strategy.weights is not None:
        raise UserError(f"strategy.weights: decision.family={decision.family} takes no weights")


def check_budget(decision: DecisionOptions, sentence_prices: Sequence[int]) -> None:
    """`UserError` where not even a sentence of one word without items can be bought; a price for each task."""
    if decision.name == "top_n":
        return
    apart = decision.family in DISJOINT
    least = 1 + (min(sentence_prices) if apart else sum(sentence_prices))
    shares = len(sentence_prices) if decision.family == "eqb_djs" else 1
    if decision.at_once < least * shares:
        needed = math.ceil(least * shares / decision.rounds_at_once)
        raise UserError(
            f"decision.budget={decision.budget}: can never buy anything: a sentence of one word costs {least} with "
            f"decision.family={decision.family}; give {needed} or more"
        )


def most_wanted(market: Market, n: int, strategy: StrategyOptions, task: int, seed: int) -> np.ndarray:
    """The n rows that the strategy wants most, int64, in its order."""
    takes_task = STRATEGIES[strategy.name].takes_task
    column = task if takes_task else None
    return select(strategy.name, market.confidence, n, task=column, weights=strategy.weights, seed=seed)


def top_n(market: Market, n: int, strategy: StrategyOptions, task: int, seed: int) -> Bought:
    """The n most wanted sentences (all, where there aren't as many), for all tasks that they can be bought for."""
    rows = most_wanted(market, min(n, len(market.confidence)), strategy, task, seed)
    return Bought(rows, market.open[rows], {"wanted": n})


def within_budget(market: Market, decision: DecisionOptions, strategy: StrategyOptions, task: int, seed: int) -> Bought:
    """What the budget allows, by the decision's family; rows in pool order for programs and disjoint families."""
    budget = decision.at_once
    greedy = decision.name == "grd_al"
    if greedy and decision.family in ("joint", "stcs"):
        order = most_wanted(market, len(market.confidence), strategy, task, seed)
        rows = greedy_walk(order, market.whole, budget, edge=decision.edge)
        return Bought(rows, market.open[rows], {"spent": int(market.whole[rows].sum())})
    allocation = allocate_with_status(
        decision.family,
        market.confidence,
        market.prices.single,
        market.prices.joint if decision.family in DISJOINT else market.whole,
        budget,
        decision="greedy" if greedy else "blp",
        **_family_arguments(market, decision, strategy, task),
        solver=decision.solver,
        time_limit=decision.time_limit,
        edge=decision.edge,
        seed=seed % (1 << 31),
    )
    rows = np.flatnonzero(allocation.chosen.any(axis=1))
    return Bought(rows, (allocation.chosen & market.open)[rows], allocation.record())


def why_nothing(market: Market, decision: DecisionOptions) -> str:
    """Why a purchase is empty, for people."""
    apart = decision.name != "top_n" and decision.family in DISJOINT
    offers = market.prices.single[market.open] if apart else market.whole
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
    market: Market, decision: DecisionOptions, strategy: StrategyOptions, task: int
) -> dict[str, Sequence[float] | np.ndarray | str | int | None]:
    if decision.family in DISJOINT:
        return {"candidates": market.open}
    if decision.family == "stcs":
        return {"task": task}
    return {"aggregate": STRATEGIES[strategy.name].aggregate, "weights": strategy.weights}
