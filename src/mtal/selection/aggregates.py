"""One confidence a sentence out of all tasks', for annotating a sentence for every task (paper section 7)."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from mtal.selection import checks
from mtal.selection.fusion import rank_confidence
from mtal.selection.scalar import highest_confidence, lowest_confidence, mean_confidence

Weighted = Callable[[np.ndarray, np.ndarray | None], np.ndarray]

AGGREGATES: MappingProxyType[str, Weighted] = MappingProxyType(
    {
        "avg": mean_confidence,
        "max": lambda confidence, weights: highest_confidence(confidence),
        "min": lambda confidence, weights: lowest_confidence(confidence),
        "rrf": rank_confidence,
    }
)
WEIGHTED = ("avg", "rrf")


def aggregate_confidence(aggregate: str, confidence: ArrayLike, *, weights: ArrayLike | None = None) -> np.ndarray:
    """The aggregated confidence, float (sentences,) in [0, 1], low = wanted.

    aggregate: `avg`, `max`, `min` or `rrf`; the last is 1 - RRF / (its greatest possible value).
    confidence: float (sentences, tasks) in [0, 1].
    weights: one a task, for `avg` and `rrf` alone. Raises `ValueError` for anything else.
    """
    checks.one_of("aggregate", aggregate, AGGREGATES)
    table = checks.confidences(confidence)
    if aggregate not in WEIGHTED:
        checks.refuse("weights", weights, f"aggregate {aggregate}")
    return AGGREGATES[aggregate](table, checks.normalised_weights(weights, table.shape[1]))
