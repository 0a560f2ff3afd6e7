"""The parameters `analysis`."""

from __future__ import annotations

from pydantic import Field

from mtal.errors import UserError
from mtal.params import Options
from mtal.selection import STRATEGIES

COMPARABLE = [
    name for name, rule in STRATEGIES.items() if rule.model == "multi" and rule.confidence != "dropout_agreement"
]
"""The others are the same rules, applied to scores of another model or kind."""


class AnalysisOptions(Options):
    """Which selections are compared (`analysis.…` in `params.yaml`)."""

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
