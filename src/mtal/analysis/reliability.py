"""Reliability data: how many sentences lie in each cell of (confidence, accuracy)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mtal.analysis.hindsight import Hindsight

BINS = 50
SLACK = 1e-5
"""In bins: accuracies are fractions like 7/10 in float32, and some lie just below the edge that they should be on."""

COLUMNS = ["name", "confidence_from", "confidence_to", "accuracy_from", "accuracy_to", "sentences"]


def reliability(pairs: Mapping[str, Hindsight], bins: int = BINS) -> pd.DataFrame:
    """The 2-D histogram of each pair's annotated sentences, over [0, 1] × [0, 1] with `bins` × `bins` equal cells.

    One row a cell that isn't empty, sorted by confidence, then accuracy; columns `COLUMNS`. A cell holds its lower edge
    but not its upper one, except that the last holds 1.
    """
    tables = [_cells(name, pair.annotated(), bins) for name, pair in pairs.items()]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def _cells(name: str, pair: Hindsight, bins: int) -> pd.DataFrame:
    cells, sentences = np.unique(bin_numbers(np.column_stack(pair), bins), axis=0, return_counts=True)
    x, y = cells.T
    return pd.DataFrame(
        dict(zip(COLUMNS, (name, x / bins, (x + 1) / bins, y / bins, (y + 1) / bins, sentences), strict=True))
    )


def bin_numbers(values: np.ndarray, bins: int) -> np.ndarray:
    """The number of each value's bin, int64 of the same shape, for values in [0, 1]."""
    return np.minimum((values * bins + SLACK).astype(np.int64), bins - 1)
