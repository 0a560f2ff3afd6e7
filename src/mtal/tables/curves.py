"""Learning curves of the runs of a method, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from statistics import fmean

import pandas as pd

from mtal.analysis.savings import area, data_saved
from mtal.tables.results import Result

AXES = {
    "labelled": "by sentences",
    "words": "by words",
    "spent": "by cost",
    "total": "by total cost",
}
"""What curves are drawn against; the total has the initial and the development set in it."""


def has_axis(runs: Sequence[Result], axis: str) -> bool:
    """Whether all runs know of it."""
    return all(axis in run.measured.table for run in runs)


def mean_curve(runs: Sequence[Result], axis: str) -> pd.DataFrame:
    """The mean over seeds of what was spent and of the mean score, by round, of rounds that all of them have."""
    tables = pd.concat([run.measured.table[[axis, "mean"]] for run in runs], keys=range(len(runs)))
    by_round = tables.groupby(level=1)
    return by_round.mean()[by_round.size() == len(runs)].dropna()


def area_of(runs: Sequence[Result], axis: str) -> float:
    """Mean over runs, in percent."""
    tables = [run.measured.table.dropna(subset="mean") for run in runs]
    try:
        return 100 * fmean(area(table[axis], table["mean"]) for table in tables) if tables else nan
    except ValueError:  # one round, or one in which nothing was spent
        return nan


def saved(mine: pd.DataFrame, random: pd.DataFrame, axis: str) -> float:
    """How many times as much `random` spends until its last score as `mine` until the same; NaN where it never is."""
    try:
        found = data_saved(mine[axis], mine["mean"], random[axis], random["mean"])
    except ValueError:
        return nan
    return nan if found is None else found
