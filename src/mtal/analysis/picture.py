"""A picture of several panels: in one file, or a panel at a time for a page that puts beside one another what fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mtal.analysis.figures import drawing, one_legend

WIDTH, HEIGHT = 2.9, 3.5
"""Of a panel in a file, in inches."""


@dataclass(frozen=True)
class Panel:
    """A pair of axes, and what they show."""

    title: str
    x: str
    y: str
    """What the axes measure; panels with the same y have the same y axis."""
    draw: Callable[[Axes], None]
    """Draws the data and sets ticks; titles and labels are there."""


@dataclass(frozen=True)
class Picture:
    """Panels with one title and one legend."""

    title: str
    panels: Sequence[Panel]
    legend: Sequence[Line2D] = ()
    across: int = 4
    """How many panels a file has side by side."""
    size: tuple[float, float] = (WIDTH, HEIGHT)
    """Of a panel, in inches."""

    def write(self, path: str | Path) -> None:
        """All panels in one file, those of one kind with the same y axis; title above, legend below."""
        columns = min(len(self.panels), self.across)
        rows = -(-len(self.panels) // columns)
        width = 0.9 + self.size[0] * columns
        with drawing(path, width, self.size[1] * rows) as figure:
            grid = figure.subplots(rows, columns, squeeze=False)
            first: dict[str, Axes] = {}
            labelled = set[tuple[int, str]]()
            for i, (place, panel) in enumerate(zip(grid.flat, self.panels, strict=False)):
                _prepare(place, panel)
                if panel.y in first:
                    place.sharey(first[panel.y])
                first.setdefault(panel.y, place)
                if (i // columns, panel.y) not in labelled:
                    place.set_ylabel(panel.y)
                labelled.add((i // columns, panel.y))
            for empty in grid.flat[len(self.panels) :]:
                empty.remove()
            for place, panel in zip(np.ravel(grid), self.panels, strict=False):
                panel.draw(place)
            figure.suptitle(self.title)
            one_legend(figure, self.legend, width)

    def write_panel(self, number: int, path: str | Path) -> None:
        """One panel alone, with its title, without the picture's title and legend."""
        panel = self.panels[number]
        with drawing(path, self.size[0] + 0.9, self.size[1] - 0.5) as figure:
            axes = figure.subplots()
            _prepare(axes, panel)
            axes.set_ylabel(panel.y)
            panel.draw(axes)


def _prepare(axes: Axes, panel: Panel) -> None:
    axes.set(xlabel=panel.x, title=panel.title)
    axes.grid(axis="y", color="0.9")
