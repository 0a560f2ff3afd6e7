"""Scatter plots of many points: one mark a cell, and how dense the points are around it."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter

CELLS = 64
"""A side of the grid: as fine as marks can be told apart in a panel, and a bound on the size of the figure's file."""

BLUR = 2.0
"""Standard deviation of the density's kernel, in cells."""


def marks(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the points lie, and their density there: three float arrays (marks,), densest last.

    x, y: float (points,), finite, one point or more. The grid spans the points; the points of a cell become one mark at
    their mean. The density is in points a cell, smoothed by a Gaussian (the grid's edges mirror, so that mass at an
    accuracy of 1 doesn't look thinner than it is).
    """
    cell = _steps(x) * CELLS + _steps(y)
    counts, sum_x, sum_y = (np.bincount(cell, weights, CELLS * CELLS) for weights in (None, x, y))
    density = gaussian_filter(counts.reshape(CELLS, CELLS).astype(float), BLUR).ravel()
    full = np.flatnonzero(counts)
    full = full[np.argsort(density[full], kind="stable")]
    return sum_x[full] / counts[full], sum_y[full] / counts[full], density[full]


def _steps(values: np.ndarray) -> np.ndarray:
    """The number of each value's cell along one axis, int64; all in the first where the values are equal."""
    low, span = values.min(), np.ptp(values)
    return np.minimum((values - low) / (span or 1.0) * CELLS, CELLS - 1).astype(np.int64)
