"""What different strategies would select from the same scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from mtal.errors import UserError
from mtal.pool import PoolScores
from mtal.selection import STRATEGIES, select

COMPARABLE = [
    name for name, rule in STRATEGIES.items() if rule.model == "multi" and rule.confidence != "dropout_agreement"
]
"""The others are the same rules, applied to scores of another model or kind."""


class AnalysisOptions(BaseModel):
    """Which selections are compared (`analysis.…` in `params.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    round: int = Field(ge=0)
    """The round whose scores all strategies select from."""
    strategies: list[str] = Field(min_length=1)
    """Names in `COMPARABLE`, each once; unweighted. `mt_ec` stands for one selection a task."""
    n: int | None = Field(None, ge=1)
    """Sentences a selection; null: as many as the initial set."""


def check_analysis(options: AnalysisOptions, rounds: int) -> None:
    """`UserError` where a strategy can't be compared or the run hasn't got the round."""
    if options.round >= rounds:
        raise UserError(f"analysis.round={options.round}: the rounds are 0 to {rounds - 1}")
    for name in options.strategies:
        if name not in COMPARABLE:
            raise UserError(f"analysis.strategies: {name!r} can't be compared; choose from {', '.join(COMPARABLE)}")
    if len(set(options.strategies)) < len(options.strategies):
        raise UserError(f"analysis.strategies={options.strategies}: a strategy is named twice")


def selections(pool: PoolScores, strategies: Sequence[str], n: int, seed: int) -> dict[str, np.ndarray]:
    """What each strategy wants from the pool: int64 (n,) rows, most wanted first; `n` at most the pool's size.

    The scores are used as they are, entropies or agreements. Strategies that select by one task appear once a task, as
    `mt_ec dp`.
    """
    found = {}
    for name in strategies:
        if STRATEGIES[name].takes_task:
            for column, task in enumerate(pool.tasks):
                found[f"{name} {task}"] = select(name, pool.values, n, task=column, seed=seed)
        else:
            found[name] = select(name, pool.values, n, seed=seed)
    return found
