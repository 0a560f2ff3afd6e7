"""Accuracy against confidence, a point a sentence (paper Figure 5)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LogNorm

from mtal.analysis.calibration import r_squared
from mtal.analysis.density import marks
from mtal.analysis.hindsight import Hindsight
from mtal.analysis.svg import drawing


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
