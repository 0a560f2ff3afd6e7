"""The best method that learns one task against the best that learns all (paper Figure 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from statistics import fmean
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mtal.analysis.figures import look_of
from mtal.analysis.panels import MARK
from mtal.analysis.picture import Panel, Picture
from mtal.tables.methods import Method
from mtal.tables.results import Results
from mtal.tables.scoring import Aspect, BySeed, Column, aspects

KINDS = ("best of those that learn one task", "best of those that learn all")
ROW = 0.75
"""Height of a setting, in inches."""
APART = 0.18
"""Of the two methods of a setting, in rows."""

Row = tuple[str, list[tuple[Method, BySeed] | None]]
"""A setting, with the best method of each of `KINDS`."""


def best(results: Results) -> list[Picture]:
    """Main scores of the last round: a panel a task, a row a setting, a mark a seed and a larger one at their mean.

    Of the methods that learn one task those count that learn the panel's. The best are chosen by the scores that are
    shown, in each setting and task anew, as in the paper.
    """
    rows = {part.label: [_row(part, column, results.methods) for column in part.columns] for part in aspects(results)}
    there = {label: found for label, found in rows.items() if any(all(pair) for _, pair in found)}
    if not there:
        return []
    panels = [Panel(label, "test score (%)", "", partial(_draw, rows=found)) for label, found in there.items()]
    legend = [Line2D([], [], label=kind, markersize=MARK, **_look(i)) for i, kind in enumerate(KINDS)]
    height = 1.9 + ROW * max(map(len, there.values()))
    return [Picture("best methods of either kind, last round", panels, legend, size=(3.6, height))]


def _row(part: Aspect, column: Column, methods: Sequence[Method]) -> Row:
    bought = [method for method in methods if method.bought]
    single = [method for method in bought if method.single and method.task == part.task]
    several = [method for method in bought if not method.single]
    label = column.label.rpartition(" ")[0]
    return label, [_best(column.scores, single), _best(column.scores, several)]


def _best(scores: Mapping[Method, BySeed], methods: Sequence[Method]) -> tuple[Method, BySeed] | None:
    there = [method for method in methods if scores.get(method)]
    found = max(there, key=lambda method: fmean(scores[method].values()), default=None)
    return (found, scores[found]) if found else None


def _draw(axes: Axes, rows: Sequence[Row]) -> None:
    for row, (_, pair) in enumerate(rows):
        for kind, found in enumerate(pair):
            if found:
                _draw_method(axes, row + APART * (2 * kind - 1), *found, kind)
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", color="0.9")
    axes.margins(x=0.15)


def _draw_method(axes: Axes, height: float, method: Method, scores: BySeed, kind: int) -> None:
    look, mean = _look(kind), fmean(scores.values())
    axes.plot([*scores.values()], [height] * len(scores), markersize=MARK, alpha=0.6, **look)
    axes.plot([mean], [height], markersize=2 * MARK, **look)
    axes.annotate(method.name, (mean, height), (0, 7), textcoords="offset points", ha="center", fontsize=8)


def _look(kind: int) -> dict[str, Any]:
    return {**look_of(kind), "linestyle": "none"}
