"""Experiments side by side: the measures of several runs by round, averaged over seeds, as a table and a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import cycle
from math import isfinite
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mtal.analysis.calibration import Calibration
from mtal.analysis.curves import ABBREVIATIONS
from mtal.analysis.figures import drawing

CALIBRATION = [field.name for field in fields(Calibration)]
AXES = {"labelled": "labelled sentences", "spent": "annotation cost"}
"""What learning curves can be drawn against."""

Runs = Mapping[str, Sequence[pd.DataFrame]]
"""For each label the tables of its runs (one a seed), as `measures` makes them, all with the same rounds."""


def measures(curve: pd.DataFrame, calibration: pd.DataFrame) -> pd.DataFrame:
    """All numbers of one experiment, one row a round.

    `curve`: as `mtal.analysis.curves.curve` makes it; `calibration`: as `calibration_table` does. Its measures become
    the columns `oe.NAME`, `r2.NAME`, …, NAME being a task or an aggregate.
    """
    wide = calibration.pivot(index="round", columns="name")
    wide.columns = [".".join(pair) for pair in wide.columns]  # (measure, name)
    return curve.set_index("round").join(wide)


def mean_and_spread(runs: Sequence[pd.DataFrame], column: str) -> tuple[pd.Series, pd.Series]:
    """Mean over runs, by round, and the standard deviation of a single run (NaN for one run)."""
    values = pd.concat([run[column] for run in runs], axis=1)
    return values.mean(axis=1), values.std(axis=1, ddof=1)


def comparison_table(runs: Runs, columns: Sequence[str]) -> str:
    """A Markdown table: a row a label and column, a cell a round; scores in percent, calibration as it is.

    A cell is empty where a label has no such round, and where there was nothing to measure (an empty pool).
    """
    rounds = sorted({number for tables in runs.values() for table in tables for number in table.index})
    lines = ["| | " + " | ".join(f"round {number}" for number in rounds) + " |", "|---" * (1 + len(rounds)) + "|"]
    for label, tables in runs.items():
        for column in columns:
            means, spreads = mean_and_spread(tables, column)
            cells = [_cell(column, means.get(number), spreads.get(number)) for number in rounds]
            lines.append(f"| {label} {column} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(column: str, mean: float | None, spread: float | None) -> str:
    if mean is None or pd.isna(mean):
        return ""
    scale, digits = _scale(column), 1 if _is_score(column) else 4 if "." in column else 0
    return f"{scale * mean:.{digits}f}" + ("" if pd.isna(spread) else f" ± {scale * spread:.{digits}f}")


def _is_score(column: str) -> bool:
    """True for `mean` and `task.metric`; false for `labelled`, `spent` and what calibration measures."""
    return column == "mean" or ("." in column and column.partition(".")[0] not in CALIBRATION)


def _scale(column: str) -> int:
    return 100 if _is_score(column) else 1


def draw_comparison(runs: Runs, columns: Sequence[str], x: str, path: Path) -> None:
    """Learning curves against `x` (see `AXES`): a panel a column, a line a label, a band of one standard deviation."""
    with drawing(path, 3.6 * len(columns), 3.0) as figure:
        for axes, column in _panels(figure, columns, AXES[x]):
            for label, tables in runs.items():
                means, spreads = mean_and_spread(tables, column)
                _draw_line(axes, column, mean_and_spread(tables, x)[0], means, spreads, label)
        axes.legend(frameon=False, fontsize=9)


def draw_sweep(runs: Runs, columns: Sequence[str], x: str, path: Path) -> None:
    """The last round against a swept parameter named `x`, one panel a column (the paper's Figure 6).

    Labels that are numbers, such as weights, are places on the axis; any other, such as a strategy without weights, is
    a horizontal line.
    """
    swept = sorted((label for label in runs if is_number(label)), key=float)
    others = [label for label in runs if label not in swept]
    with drawing(path, 3.6 * len(columns), 3.0) as figure:
        for axes, column in _panels(figure, columns, x):
            last = {label: [values.iloc[-1] for values in mean_and_spread(runs[label], column)] for label in runs}
            means, spreads = (pd.Series(values) for values in zip(*(last[label] for label in swept), strict=True))
            _draw_line(axes, column, pd.Series(map(float, swept)), means, spreads, None)
            for style, label in zip(cycle(("--", ":", "-.")), others, strict=False):
                axes.axhline(_scale(column) * last[label][0], color="0.4", linestyle=style, linewidth=1, label=label)
        if others:
            axes.legend(frameon=False, fontsize=9)


def is_number(label: str) -> bool:
    """Whether a label can be a place on an axis."""
    try:
        return isfinite(float(label))
    except ValueError:
        return False


def _panels(figure: Figure, columns: Sequence[str], x: str) -> Iterator[tuple[Axes, str]]:
    for axes, column in zip(figure.subplots(1, len(columns), squeeze=False)[0], columns, strict=True):
        task, _, metric = column.partition(".")
        unit = " (%)" if _is_score(column) else ""
        axes.set_xlabel(x)
        axes.set_title(f"{task} {ABBREVIATIONS.get(metric, metric)}{unit}", fontsize=10)
        axes.spines[["top", "right"]].set_visible(False)
        yield axes, column


def _draw_line(axes: Axes, column: str, x: pd.Series, means: pd.Series, spreads: pd.Series, label: str | None) -> None:
    means, spreads = _scale(column) * means, _scale(column) * spreads
    (line,) = axes.plot(x, means, marker="o", markersize=3.5, label=label)
    if spreads.notna().any():
        axes.fill_between(x, means - spreads, means + spreads, alpha=0.15, color=line.get_color(), lw=0)
