"""Experiments side by side: the measures of several runs by round, averaged over seeds, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import pandas as pd

from mtal.analysis.calibration import Calibration

CALIBRATION = [field.name for field in fields(Calibration)]

Runs = Mapping[str, Sequence[pd.DataFrame]]
"""For each label the tables of its runs (one a seed), as `measures` makes them, all with the same rounds."""


def measures(curve: pd.DataFrame, calibration: pd.DataFrame) -> pd.DataFrame:
    """All numbers of one experiment, one row a round.

    `curve`: as `mtal.analysis.curves.curve` makes it; `calibration`: as `calibration_rows` does. Its measures become
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
    factor, digits = scale(column), 1 if is_score(column) else 4 if "." in column else 0
    return f"{factor * mean:.{digits}f}" + ("" if pd.isna(spread) else f" ± {factor * spread:.{digits}f}")


def is_score(column: str) -> bool:
    """True for `mean` and `task.metric`; false for `labelled`, `words`, `spent` and what calibration measures."""
    return column == "mean" or ("." in column and column.partition(".")[0] not in CALIBRATION)


def scale(column: str) -> int:
    """What the values of a column are multiplied by to be shown."""
    return 100 if is_score(column) else 1
