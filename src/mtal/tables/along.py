"""Scores along the way: round by round, or at equal spending (docs/method.md, "Curves as numbers")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import nan
from statistics import fmean, stdev

import numpy as np
import pandas as pd

from mtal.tables.methods import Setting
from mtal.tables.results import Result, Results
from mtal.tables.scoring import shown
from mtal.tables.sheets import EMPTY, Box, Sheet

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Of what all methods of a setting have spent."""

Read = Callable[[pd.DataFrame, str], list[float]]
"""The scores of a run's table in each column of the sheet; NaN where there is none."""


def by_round(results: Results) -> Sheet | None:
    """Scores of each round; None where nothing has finished."""
    rounds = sorted({number for each in results.results for number in each.measured.table.index})

    def read(table: pd.DataFrame, column: str) -> list[float]:
        return [float(table[column].get(number, nan)) for number in rounds]

    rows = [row for setting in results.settings for row in _rows(results, setting, read)]
    header = ["method", *(f"round {number}" for number in rounds)]
    return Sheet("scores by round, in percent", "rounds", header, rows) if rows else None


def by_cost(results: Results) -> Sheet | None:
    """Scores at equal spending; None where nothing was spent."""
    rows = []
    for setting in results.settings:
        if most := common_spending(results, setting):
            levels = [share * most for share in SHARES]
            spent = Box(f"{most:g}", most)
            read = _at(levels)
            rows += [(name, [spent, *boxes]) for name, boxes in _rows(results, setting, read)]
    header = ["method", "cost", *(f"{share:.0%} of it" for share in SHARES)]
    meaning = (
        "cost: what every run of the setting has spent by its end; before it, straight lines between rounds. Runs that "
        "buy nothing, as those on everything do, have no row."
    )
    return Sheet("scores at equal spending, in percent", "costs", header, rows, [meaning]) if rows else None


ALONG: dict[str, Callable[[Results], Sheet | None]] = {"round": by_round, "cost": by_cost}


def common_spending(results: Results, setting: Setting) -> float | None:
    """The least that a run of the setting has spent by its end, of those that spend; None without such runs."""
    ends = [_spent(each) for each in results.results if each.setting == setting]
    return min((end for end in ends if end > 0), default=None)


def _spent(result: Result) -> float:
    return float(result.measured.table["spent"].iloc[-1])


def _at(levels: Sequence[float]) -> Read:
    def read(table: pd.DataFrame, column: str) -> list[float]:
        known = table[["spent", column]].dropna()
        if len(known) < 2:
            return [nan] * len(levels)
        return [float(value) for value in np.interp(levels, known["spent"], known[column], left=nan, right=nan)]

    return read


def _rows(results: Results, setting: Setting, read: Read) -> Iterator[tuple[str, list[Box]]]:
    """A row a score and method of a setting: each task's main one, and their mean."""
    named = [(shown(task), results.main_column(setting.tasks, task)) for task in setting.tasks]
    for label, column in [*named, ("mean", "mean")]:
        for method in results.methods:
            boxes = _boxes(results.by_place.get((setting, method), ()), column, read)
            if any(box.n for box in boxes):
                yield f"{setting.label} {label}: {method.name}", boxes


def _boxes(runs: Sequence[Result], column: str | None, read: Read) -> list[Box]:
    if column is None:
        return []
    scores = [read(run.measured.table, column) for run in runs if column in run.measured.table]
    return [_box([100 * score for score in found if not np.isnan(score)]) for found in zip(*scores, strict=True)]


def _box(scores: Sequence[float]) -> Box:
    if not scores:
        return EMPTY
    spread = stdev(scores) if len(scores) > 1 else nan
    give_or_take = "" if np.isnan(spread) else f" ± {spread:.2f}"
    return Box(f"{fmean(scores):.2f}{give_or_take}", fmean(scores), spread, len(scores))
