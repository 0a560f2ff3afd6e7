"""Reliability data: how many sentences lie in each cell of (confidence, accuracy)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from mtal.analysis.hindsight import Hindsight

BINS = 50
SLACK = 1e-5
"""In bins: accuracies are fractions like 7/10 in float32, and some lie just below the edge that they should be on."""

COLUMNS = ("name", "confidence_from", "confidence_to", "accuracy_from", "accuracy_to", "sentences")


def reliability(pairs: Mapping[str, Hindsight], bins: int = BINS) -> Iterator[tuple[object, ...]]:
    """`COLUMNS`, and the rows of a table: the 2-D histogram of each pair's annotated sentences over [0, 1] × [0, 1].

    One row a cell that isn't empty, of `bins` × `bins` equal ones, sorted by confidence, then accuracy. A cell holds
    its lower edge but not its upper one, except that the last holds 1. Edges are texts of six digits.
    """
    yield COLUMNS
    for name, pair in pairs.items():
        numbers = bin_numbers(np.column_stack(pair.annotated()), bins)
        cells, sentences = np.unique(numbers, axis=0, return_counts=True)
        for (x, y), count in zip(cells.tolist(), sentences.tolist(), strict=True):
            yield (name, *(f"{edge / bins:.6g}" for edge in (x, x + 1, y, y + 1)), count)


def bin_numbers(values: np.ndarray, bins: int) -> np.ndarray:
    """The number of each value's bin, int64 of the same shape, for values in [0, 1]."""
    return np.minimum((values * bins + SLACK).astype(np.int64), bins - 1)
