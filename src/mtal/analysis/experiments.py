"""Experiments side by side: the measures of several runs by round, averaged over seeds, as a table and a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import pandas as pd

from mtal.analysis.calibration import Calibration
from mtal.analysis.curves import ABBREVIATIONS
from mtal.analysis.svg import drawing

CALIBRATION = [field.name for field in fields(Calibration)]
AXES = {"labelled": "labelled sentences", "spent": "annotation cost"}
"""What curves can be drawn against."""

Runs = Mapping[str, Sequence[pd.DataFrame]]
"""For each label the tables of its runs (one a seed), as `measures` makes them, all with the same rounds."""


def measures(curve: pd.DataFrame, calibration: pd.DataFrame) -> pd.DataFrame:
    """All numbers of one experiment, one row a round.

    `curve`: as `mtal.analysis.curves.curve` makes it; `calibration`: as `calibration_table` does. Its measures become
    the columns `oe.NAME`, `r2.NAME`, …, NAME being a task or an aggregate.
    """
    wide = calibration.pivot(index="round", columns="name")
    wide.columns = [f"{measure}.{name}" for measure, name in wide.columns]
    return curve.set_index("round").join(wide)


def mean_and_spread(runs: Sequence[pd.DataFrame], column: str) -> tuple[pd.Series, pd.Series]:
    """Mean over runs, by round, and the standard deviation of a single run (NaN for one run)."""
    values = pd.concat([run[column] for run in runs], axis=1)
    return values.mean(axis=1), values.std(axis=1, ddof=1)


def comparison_table(runs: Runs, columns: Sequence[str]) -> str:
    """A Markdown table: a row a label and column, a cell a round; scores in percent, calibration as it is."""
    rounds = sorted({number for tables in runs.values() for table in tables for number in table.index})
    lines = ["| | " + " | ".join(f"round {number}" for number in rounds) + " |", "|---" * (1 + len(rounds)) + "|"]
    for label, tables in runs.items():
        for column in columns:
            means, spreads = mean_and_spread(tables, column)
            cells = [_cell(column, means.get(number), spreads.get(number)) for number in rounds]
            lines.append(f"| {label} {column} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(column: str, mean: float | None, spread: float | None) -> str:
    if mean is None:
        return ""
    scale, digits = (100, 1) if _is_score(column) else (1, 4) if "." in column else (1, 0)
    return f"{scale * mean:.{digits}f}" + ("" if pd.isna(spread) else f" ± {scale * spread:.{digits}f}")


def _is_score(column: str) -> bool:
    """True for `mean` and `task.metric`; false for `labelled`, `spent` and what calibration measures."""
    return column == "mean" or ("." in column and column.partition(".")[0] not in CALIBRATION)


def draw_comparison(runs: Runs, columns: Sequence[str], x: str, path: Path) -> None:
    """One panel a column: a line a label against `x` (see `AXES`), a band of one standard deviation."""
    with drawing(path, 3.6 * len(columns), 3.0) as figure:
        for axes, column in zip(figure.subplots(1, len(columns), squeeze=False)[0], columns, strict=True):
            scale = 100 if _is_score(column) else 1
            for label, tables in runs.items():
                means, spreads = (scale * values for values in mean_and_spread(tables, column))
                where = mean_and_spread(tables, x)[0]
                (line,) = axes.plot(where, means, marker="o", markersize=3.5, label=label)
                if spreads.notna().any():
                    axes.fill_between(where, means - spreads, means + spreads, alpha=0.15, color=line.get_color(), lw=0)
            task, _, metric = column.partition(".")
            unit = " (%)" if scale == 100 else ""
            axes.set_xlabel(AXES[x])
            axes.set_title(f"{task} {ABBREVIATIONS.get(metric, metric)}{unit}", fontsize=10)
            axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, fontsize=9)
