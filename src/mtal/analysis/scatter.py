"""Accuracy against confidence, a point a sentence (paper Figure 5): one mark a cell, coloured by density."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LogNorm
from scipy.ndimage import gaussian_filter

from mtal.analysis.calibration import r_squared
from mtal.analysis.figures import drawing
from mtal.analysis.hindsight import Hindsight

CELLS = 64
"""A side of the grid: as fine as marks can be told apart in a panel, and a bound on the size of the figure's file."""

BLUR = 2.0
"""Standard deviation of the density's kernel, in cells."""


def draw_scatter(pairs: Mapping[str, Hindsight], title: str, path: Path) -> None:
    """An SVG with one panel a pair: confidence on x, accuracy on y, coloured by point density, R² above.

    Each panel spans its own points, as confidences fill but a part of [0, 1]. The dashed line is where confidence
    equals accuracy: below it the model is overconfident.
    """
    with drawing(path, 0.8 + 3.2 * len(pairs), 3.4) as figure:
        panels = figure.subplots(1, len(pairs), squeeze=False)[0]
        colours = LogNorm(0.01, 1)
        for axes, (name, pair) in zip(panels, pairs.items(), strict=True):
            _draw_panel(axes, name, pair.annotated(), colours)
        panels[0].set_ylabel("accuracy")
        figure.suptitle(title)
        bar = figure.colorbar(ScalarMappable(colours, "viridis"), ax=list(panels), label="density, densest = 1")
        bar.outline.set_visible(False)


def _draw_panel(axes: Axes, name: str, pair: Hindsight, colours: LogNorm) -> None:
    axes.set(xlabel="confidence", title=name)
    axes.spines[["top", "right"]].set_visible(False)
    if len(pair.accuracy) == 0:
        axes.text(0.5, 0.5, "no annotated sentence", ha="center", transform=axes.transAxes)
        return
    axes.set_title(f"{name}, R² = {r_squared(*pair):.2f}")
    x, y, density = marks(*pair)
    axes.scatter(x, y, s=8, c=density / density.max(), cmap="viridis", norm=colours, linewidths=0)
    axes.axline((0, 0), slope=1, color="0.4", linestyle="--", linewidth=0.8)
    axes.set(xlim=_padded(x.min(), x.max()), ylim=_padded(y.min(), y.max()))


def _padded(low: float, high: float) -> tuple[float, float]:
    """Limits of an axis that leave a margin, also around a single value."""
    margin = 0.04 * (high - low) or 0.02
    return low - margin, high + margin


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
