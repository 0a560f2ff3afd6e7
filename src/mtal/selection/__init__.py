"""Which sentences to annotate next: pure functions on arrays of confidences (and costs), indices out."""

from mtal.selection.aggregates import aggregate_confidence
from mtal.selection.allocation import Allocation, allocate, allocate_with_status
from mtal.selection.greedy import greedy_walk
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
