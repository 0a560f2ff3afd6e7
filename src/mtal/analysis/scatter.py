"""Accuracy against confidence, a point a sentence (paper Figure 5): one mark a cell, coloured by density."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import ListedColormap, LogNorm
from scipy.ndimage import gaussian_filter

from mtal.analysis.calibration import r_squared
from mtal.analysis.figures import GREY, drawing
from mtal.analysis.hindsight import Hindsight

CELLS = 64
"""A side of the grid: as fine as marks can be told apart in a panel, and a bound on the size of the figure's file."""

BLUR = 2.0
"""Standard deviation of the density's kernel, in cells."""

SHADES = ListedColormap(colormaps["viridis"](np.linspace(0.75, 0, 256)))
"""From green to near black, without viridis's yellow: the rarest mark can be seen on white, the densest is darkest."""


def draw_scatter(pairs: Mapping[str, Hindsight], title: str, path: str | Path) -> None:
    """One panel a pair: confidence on x, accuracy on y, coloured by point density, R² above.

    All panels have the same axes, which span the points of all: confidences fill but a part of [0, 1]. The dashed line
    is where confidence equals accuracy: below it the model is overconfident.
    """
    known = {name: pair.annotated() for name, pair in pairs.items()}
    with drawing(path, 0.8 + 3.2 * len(pairs), 3.6) as figure:
        panels = figure.subplots(1, len(pairs), squeeze=False, sharex=True, sharey=True)[0]
        colours = LogNorm(0.01, 1)
        for axes, (name, pair) in zip(panels, known.items(), strict=True):
            _draw_panel(axes, name, pair, colours)
        panels[0].set(ylabel="accuracy", xlim=_span(known, "confidence"), ylim=_span(known, "accuracy"))
        figure.suptitle(title)
        bar = figure.colorbar(ScalarMappable(colours, SHADES), ax=list(panels), label="density, densest = 1")
        bar.set_ticks([0.01, 0.1, 1], labels=["0.01", "0.1", "1"])
        bar.outline.set_visible(False)


def _draw_panel(axes: Axes, name: str, pair: Hindsight, colours: LogNorm) -> None:
    axes.set(xlabel="confidence", title=name)
    if len(pair.accuracy) == 0:
        axes.text(0.5, 0.5, "no annotated sentence", ha="center", transform=axes.transAxes)
        return
    axes.set_title(f"{name}, R² = {r_squared(*pair):.2f}")
    x, y, density = marks(*pair)
    axes.axline((0, 0), slope=1, color=GREY, linestyle="--", linewidth=0.8, zorder=0)
    axes.scatter(x, y, s=8, c=density / density.max(), cmap=SHADES, norm=colours, linewidths=0)


def _span(pairs: Mapping[str, Hindsight], side: str) -> tuple[float, float]:
    """Limits of an axis around the points of all pairs, with a margin; [0, 1] where there is no point."""
    values = np.concatenate([getattr(pair, side) for pair in pairs.values()])
    low, high = (values.min(), values.max()) if len(values) else (0.0, 1.0)
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
