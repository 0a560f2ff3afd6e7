"""Which sentences are wanted, and how many: the strategy and the decision, and whether one can serve the other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from mtal.acquisition.costs import TaskCosts
from mtal.errors import UserError
from mtal.params import Options
from mtal.selection import STRATEGIES

DISJOINT = ("udjs", "eqb_djs")
"""Families that buy a sentence for single tasks."""


class StrategyOptions(Options):
    """Which sentences are wanted (`strategy.…` in `params.yaml`)."""

    name: str
    confidence: Literal["entropy", "dropout_agreement"]
    """The kind of confidence that the pool is scored with."""
    over_units: Literal["sum", "top_k"] | None = None
    """What a sentence's confidence is made of: all units' doubts (`sum`), the least sure (`top_k`); null: the mean."""
    ceiling: bool = False
    """`entropy`: divide a unit's confidence by the highest that label smoothing aims at."""
    tree_agreement: bool = False
    """`dropout_agreement`: each pass votes with the heads of its best tree, not with each word's best head."""
    task: str | None = None
    """`*_ec`, `*_da`: the task whose confidence selects; null: the first of the task list."""
    weights: list[float] | None = None
    """`mt_avg`, `mt_avgda`, `mt_rrf`, `mt_ind`, `mt_par`: one a task, in the order of the task list; null: equal."""
    clusters: bool = False
    """Cut the pool into as many clusters of sentence vectors as sentences are bought: the most wanted of each first."""
    strata: int | None = Field(None, ge=2)
    """Cut the pool by length into so many parts of as many sentences, and select in each; null: in the pool as one."""
    lengths_of: str | None = None
    """`*_r`: the strategy whose choice the random sentences are as long as; null: any lengths."""


class DecisionOptions(Options):
    """How many (`decision.…` in `params.yaml`)."""

    name: Literal["top_n", "grd_al", "blp_al", "blp"]
    """`top_n`: the n most wanted; within a budget: `grd_al` greedily, `blp_al` by binary linear program, each round;
    `blp`: one program with all rounds' budget, after the first."""
    n: int | None = Field(None, ge=1)
    """`top_n`: how much a round, in `unit`; null: as many sentences as the initial set."""
    unit: Literal["words", "cost"] | None = None
    """`top_n`: what `n` counts; null: sentences."""
    units: float | None = Field(None, gt=0, lt=1)
    """Of each task that labels words the share of the pool's words, the least sure, that annotators are asked; null:
    they are asked whole sentences."""
    random_share: float | None = Field(None, gt=0, lt=1)
    """The share of each purchase that is drawn by chance; null: none."""
    budget: int | None = Field(None, ge=1)
    """What a round may cost (`blp`: one round of the loop that it stands for)."""
    rounds_at_once: int = Field(1, ge=1)
    """Budgets that are spent in one purchase; `blp` has those of the whole loop (docs/method.md, "Programs")."""
    family: Literal["joint", "stcs", "udjs", "eqb_djs"] = "joint"
    """Sentences for all tasks, by the strategy's confidence (`joint`) or one task's (`stcs`, with `mt_ec`); or
    sentences for single tasks (`udjs`), with equal shares of the budget (`eqb_djs`)."""
    edge: Literal["stop", "skip"] = "stop"
    """`grd_al`, `top_n` by words or cost: at the first candidate that doesn't fit, stop, or skip it and go on."""
    items: Literal["gold", "predicted"] = "gold"
    """Whose slots or entities a cost counts: the true ones (simulation) or the model's (text without labels)."""
    solver: Literal["auto", "dp", "mip"] = "auto"
    time_limit: float = Field(500.0, gt=0)
    """Seconds a program may take in `mip`."""

    @property
    def at_once(self) -> int:
        """What one purchase may cost; where the decision has a budget."""
        return (self.budget or 0) * self.rounds_at_once

    @property
    def disjoint(self) -> bool:
        """Whether sentences are bought for single tasks."""
        return self.name != "top_n" and self.family in DISJOINT


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
    if options.lengths_of is not None:
        _check_lengths_of(options)
    if model is not None and (model == "st") != (rule.model == "single"):
        wanted = "model=st" if rule.model == "single" else "model=cmt or model=smt"
        raise UserError(f"model.name={model}: {name} needs {wanted}")


def _check_weights(options: StrategyOptions, taken: bool, tasks: Sequence[str]) -> None:
    weights = options.weights or []
    if not taken:
        raise UserError(f"strategy.weights={weights}: {options.name} takes no weights; leave strategy.weights null")
    if len(weights) != len(tasks) or min(weights) < 0 or sum(weights) <= 0:
        raise UserError(f"strategy.weights={weights}: give one number >= 0 for each of {', '.join(tasks)}, not all 0")


def _check_lengths_of(options: StrategyOptions) -> None:
    rule, wanted = STRATEGIES[options.name], options.lengths_of
    if not rule.random:
        raise UserError(f"strategy.lengths_of={wanted}: {options.name} has lengths of its own; leave it null")
    others = [
        name
        for name, other in STRATEGIES.items()
        if (other.model, other.confidence, other.random) == (rule.model, options.confidence, False)
    ]
    if wanted not in others:
        raise UserError(f"strategy.lengths_of={wanted}: beside {options.name} choose from {', '.join(others)}")


def check_decision(decision: DecisionOptions, strategy: StrategyOptions) -> None:
    """`UserError` where the strategy can't serve the decision."""
    if decision.units and strategy.confidence != "entropy":
        raise UserError(
            f"decision.units={decision.units:g}: words are asked by their entropy, {strategy.name} needs "
            f"{strategy.confidence}; choose another strategy or leave decision.units null"
        )
    if decision.name == "top_n":
        if decision.unit and decision.n is None:
            raise UserError(f"decision.n is null: decision.unit={decision.unit} needs how many a round may have")
        return
    if decision.budget is None:
        raise UserError(f"decision.budget is null: {decision.name} needs the cost that a round may have")
    rule, programs = STRATEGIES[strategy.name], decision.name != "grd_al"
    ordering = "strategy.clusters=true" if strategy.clusters else f"strategy.lengths_of={strategy.lengths_of}"
    if (strategy.clusters or strategy.lengths_of) and (programs or decision.disjoint):
        without = "strategy.clusters=false" if strategy.clusters else "strategy.lengths_of=null"
        raise UserError(
            f"{ordering}: {decision.name} with decision.family={decision.family} follows no order; choose "
            f"decision=top_n, or decision=grd_al with decision.family=joint, or {without}"
        )
    if decision.family == "stcs" and not rule.takes_task:
        raise UserError(f"strategy.name={strategy.name}: decision.family=stcs needs mt_ec, mt_da, st_ec or st_da")
    if decision.family == "joint" and programs and not rule.has_score:
        scored = ", ".join(name for name, other in STRATEGIES.items() if other.has_score)
        raise UserError(f"strategy.name={strategy.name}: {decision.name} needs a strategy with a score: {scored}")
    if decision.disjoint and strategy.weights is not None:
        raise UserError(f"strategy.weights: decision.family={decision.family} takes no weights")


def check_budget(decision: DecisionOptions, costs: Mapping[str, TaskCosts]) -> None:
    """`UserError` where not even a sentence of one word without items can be bought."""
    if decision.name == "top_n":
        return
    decisions = [cost.sentence for cost in costs.values()]
    alone = decision.disjoint or decision.units is not None
    least = 1 + (min(decisions) if alone else sum(decisions))
    shares = len(decisions) if decision.family == "eqb_djs" else 1
    if decision.at_once < least * shares:
        needed = math.ceil(least * shares / decision.rounds_at_once)
        raise UserError(
            f"decision.budget={decision.budget}: can never buy anything: a sentence of one word costs {least} with "
            f"decision.family={decision.family}; give {needed} or more"
        )
