"""What to annotate next: the strategy and the decision applied to what is for sale (paper section 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from mtal.acquisition.chance import choose_partly_by_chance
from mtal.acquisition.choosing import Purchase, Terms
from mtal.acquisition.costs import TaskCosts, together
from mtal.acquisition.decision import DecisionOptions, StrategyOptions
from mtal.acquisition.labelled import Annotation
from mtal.acquisition.market import Market, open_market
from mtal.acquisition.scores import PoolScores


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
    vectors: np.ndarray | None = None,
) -> tuple[list[Annotation], dict[str, Any]]:
    """The annotations that are bought for the model of `round`, and a record of the decision.

    `items`, `offered`, `costs`: as `open_market` takes them; `seed`: of random selection and of the solver; `vectors`:
    float16 (n, size), for clusters alone. The record has `pool` and `sentences`, how many there are for sale and
    how many were bought; where that is none, `nothing` says why.
    """
    market = replace(open_market(scores, items, labelled, offered, costs), vectors=vectors)
    there = np.flatnonzero(market.open.any(axis=1))
    market, ids = market.at(there), [scores.ids[row] for row in there.tolist()]
    column = scores.tasks.index(strategy.task) if strategy.task else 0
    as_at_first = sum(annotation.round == 0 for annotation in labelled)
    amount = (decision.n or as_at_first) if decision.name == "top_n" else decision.at_once
    purchase = choose_partly_by_chance(market, amount, Terms(strategy, decision, column, seed))
    bought = _annotations(round, ids, scores.tasks, market, purchase)
    record = purchase.record | {"pool": len(ids), "sentences": len(bought)}
    return bought, record if bought else record | {"nothing": why_nothing(market, decision)}


def receipt(record: Mapping[str, Any], following: int) -> str:
    """What was bought for round `following`, in one line for people."""
    if "nothing" in record:
        return f"nothing bought: {record['nothing']}; round {following} would learn from the same sentences again"
    spent = f" for {record['spent']}" if "spent" in record else ""
    wanted = f", {record['wanted']} were wanted" if record["sentences"] < record.get("wanted", 0) else ""
    return f"{record['sentences']} of {record['pool']} sentences bought{spent}{wanted}"


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


def _annotations(
    round: int, ids: Sequence[str], tasks: Sequence[str], market: Market, purchase: Purchase
) -> list[Annotation]:
    costs = together(market.prices.single[purchase.rows], market.words[purchase.rows], purchase.tasks)
    found = []
    for row, chosen, cost in zip(purchase.rows, purchase.tasks, costs.tolist(), strict=True):
        names = tuple(name for name, bought in zip(tasks, chosen, strict=True) if bought)
        if names:
            found.append(Annotation(ids[row], round, names, cost, int(market.words[row])))
    return found
