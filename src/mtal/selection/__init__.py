"""Which sentences to annotate next: pure functions on arrays of confidences (and costs), indices out.

- `strategies`: all of them by name, and `select`
- `scores`: one score a sentence; `pareto` with `fronts`; `independent`
- `strata`: sentences of similar length among themselves; `clusters`: batches that aren't all alike;
  `same_lengths`: random sentences of given lengths
- `budget/`: what to buy within a budget, by linear programs or greedily
- `checks`: of arguments
"""

from mtal.selection.budget.allocation import Allocation, allocate, allocate_with_status
from mtal.selection.budget.greedy import greedy_walk
from mtal.selection.scores import aggregate_confidence
from mtal.selection.strategies import STRATEGIES, Strategy, select

__all__ = [
    "STRATEGIES",
    "Allocation",
    "Strategy",
    "aggregate_confidence",
    "allocate",
    "allocate_with_status",
    "greedy_walk",
    "select",
]
