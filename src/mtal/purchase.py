"""What to annotate next: the strategy's order or program applied to the pool's scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mtal.errors import UserError
from mtal.labelled import Annotation
from mtal.params import checked
from mtal.pool import PoolScores
from mtal.seeds import seed_for
from mtal.selection import STRATEGIES, select


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

    name: Literal["top_n"]
    n: int | None = Field(None, ge=1)
    """Sentences a round; null: as many as the initial set."""


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
    """Decides what is annotated after a round, as `params.yaml` says."""

    def __init__(self, *, seed: int, tasks: Sequence[str], strategy: Any, decision: Any) -> None:
        """The sections of `params.yaml` of these names; `UserError` where one has a fault."""
        self.seed, self.tasks = seed, list(tasks)
        self.strategy = checked(StrategyOptions, "strategy", strategy)
        self.decision = checked(DecisionOptions, "decision", decision)
        check_strategy(self.strategy, self.tasks)

    def make(self, number: int, pool: PoolScores, labelled: Sequence[Annotation]) -> list[Annotation]:
        """The annotations that round `number` buys, most wanted first; the next round's model learns from them."""
        wanted = self.decision.n or sum(annotation.round == 0 for annotation in labelled)
        rule = STRATEGIES[self.strategy.name]
        task = self.tasks.index(self.strategy.task) if self.strategy.task else 0
        rows = select(
            self.strategy.name,
            pool.values,
            min(wanted, len(pool.ids)),
            task=task if rule.takes_task else None,
            weights=self.strategy.weights,
            seed=seed_for(self.seed, "select", number),
        )
        return [Annotation(pool.ids[row], number + 1, tuple(self.tasks)) for row in rows]
