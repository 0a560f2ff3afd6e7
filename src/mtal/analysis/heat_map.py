"""A table of shares as a heat map (paper Figure 1)."""

from __future__ import annotations

from math import isnan
from pathlib import Path

import pandas as pd

from mtal.analysis.svg import drawing

DARK = 0.6
"""From this share on the cell is dark, and its number white."""


def draw_heat_map(table: pd.DataFrame, title: str, path: Path) -> None:
    """An SVG of a table of values in [0, 1], each cell with its number; NaN is left blank."""
    rows, columns = table.shape
    with drawing(path, 1.6 + 0.62 * columns, 1.1 + 0.5 * rows) as figure:
        axes = figure.subplots()
        axes.pcolormesh(table.to_numpy(), cmap="Blues", vmin=0, vmax=1, edgecolors="white", linewidth=1)
        for row, values in enumerate(table.to_numpy()):
            for column, value in enumerate(values):
                colour = "white" if value >= DARK else "black"
                number = "" if isnan(value) else f"{value:.2f}"
                axes.text(column + 0.5, row + 0.5, number, ha="center", va="center", color=colour)
        axes.set_xticks([column + 0.5 for column in range(columns)], table.columns, rotation=45, ha="right")
        axes.set_yticks([row + 0.5 for row in range(rows)], table.index)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.invert_yaxis()
        axes.set_title(title)
