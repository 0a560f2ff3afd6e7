"""What to annotate next: the strategy and the decision of `params.yaml` applied to the pool's scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mtal.costs import prices, together
from mtal.decisions import (
    Bought,
    DecisionOptions,
    Market,
    StrategyOptions,
    check_decision,
    top_n,
    why_nothing,
    within_budget,
)
from mtal.errors import UserError
from mtal.labelled import Annotation, annotated_ids
from mtal.params import checked
from mtal.pool import PoolScores, for_sale
from mtal.seeds import seed_for
from mtal.selection import STRATEGIES


def check_strategy(options: StrategyOptions, tasks: Sequence[str], model: str | None = None) -> None:
    """`UserError` where the strategy doesn't exist or can't serve these tasks or this model."""
    name = options.name
    if name not in STRATEGIES:
        raise UserError(f"strategy.name={name}: choose from {', '.join(STRATEGIES)}")
    rule = STRATEGIES[name]
    if options.confidence != rule.confidence:
        raise UserError(f"strategy.confidence={options.confidence}: {name} needs {rule.confidence}")
    if options.task is not None and not rule.takes_task:
        raise UserError(f"strategy.task={options.task}: {name} looks at all tasks; leave strategy.task null")
    if options.task is not None and options.task not in tasks:
        raise UserError(f"strategy.task={options.task}: not among the tasks; choose from {', '.join(tasks)}")
    if options.weights is not None:
        _check_weights(options, rule.takes_weights, tasks)
    if model is not None and (model == "st") != (rule.model == "single"):
        wanted = "model=st" if rule.model == "single" else "model=cmt or model=smt"
        raise UserError(f"model.name={model}: {name} needs {wanted}")


def _check_weights(options: StrategyOptions, taken: bool, tasks: Sequence[str]) -> None:
    weights = options.weights or []
    if not taken:
        raise UserError(f"strategy.weights={weights}: {options.name} takes no weights; leave strategy.weights null")
    if len(weights) != len(tasks) or min(weights) < 0 or sum(weights) <= 0:
        raise UserError(f"strategy.weights={weights}: give one number >= 0 for each of {', '.join(tasks)}, not all 0")


class Purchase:
    """Decides what is annotated after a round."""

    def __init__(self, *, seed: int, tasks: dict[str, dict[str, Any]], strategy: Any, decision: Any) -> None:
        """The sections of `params.yaml` of these names; `UserError` where one has a fault."""
        self.seed, self.tasks = seed, list(tasks)
        self.item_prices = np.array([options["item_price"] for options in tasks.values()])
        self.sentence_prices = np.array([options["sentence_price"] for options in tasks.values()])
        self.strategy = checked(StrategyOptions, "strategy", strategy)
        self.decision = checked(DecisionOptions, "decision", decision)
        check_strategy(self.strategy, self.tasks)
        check_decision(self.decision, self.strategy)
        self.column = self.tasks.index(self.strategy.task) if self.strategy.task else 0

    def make(
        self,
        number: int,
        pool: PoolScores,
        items: PoolScores,
        labelled: Sequence[Annotation],
        offered: np.ndarray | None = None,
    ) -> tuple[list[Annotation], dict[str, Any]]:
        """The annotations that round `number` buys for the next round's model, and a record of the decision.

        Where the purchase is empty, the record says why (`nothing`).
        `items`: slots or entities of each sentence, true or predicted; rows and columns as in `pool`. `offered`: what
        can be annotated at all, bool (n, t); None: what `for_sale` tells from `items`.
        """
        market = self._market(pool, items, labelled, for_sale(items) if offered is None else offered)
        seed = seed_for(self.seed, "select", number)
        if self.decision.name == "top_n":
            wanted = self.decision.n or sum(annotation.round == 0 for annotation in labelled)
            bought = top_n(market, wanted, self.strategy, self.column, seed)
        else:
            bought = within_budget(market, self.decision, self.strategy, self.column, seed)
        nothing = {} if len(bought.rows) else {"nothing": why_nothing(market, self.decision)}
        return self._annotations(number + 1, pool, market, bought), bought.record | nothing

    def _market(
        self, pool: PoolScores, items: PoolScores, labelled: Sequence[Annotation], offered: np.ndarray
    ) -> Market:
        done = annotated_ids(labelled, self.tasks)
        columns = [[id_ not in done[task] for id_ in pool.ids] for task in self.tasks]
        still_open = np.array(columns, dtype=bool).T.reshape(offered.shape) & offered
        counted = np.nan_to_num(items.values).astype(np.int64)
        cost = prices(pool.words, counted, self.item_prices, self.sentence_prices)
        whole = together(cost.single, pool.words, still_open)
        return Market(np.where(still_open, pool.values, 1.0), still_open, cost, whole)

    def _annotations(self, number: int, pool: PoolScores, market: Market, bought: Bought) -> list[Annotation]:
        costs = together(market.prices.single[bought.rows], pool.words[bought.rows], bought.tasks)
        found = []
        for row, tasks, cost in zip(bought.rows, bought.tasks, costs.tolist(), strict=True):
            names = tuple(name for name, chosen in zip(self.tasks, tasks, strict=True) if chosen)
            if names:
                found.append(Annotation(pool.ids[row], number, names, cost))
        return found
