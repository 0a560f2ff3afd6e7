"""How far apart the paper's tables have two sides of a contrast."""

from __future__ import annotations

from statistics import fmean

from mtal.questions.asked import Contrast, How, Side
from mtal.questions.contrasts import MEAN
from mtal.tables.published import Published, published


def printed(contrast: Contrast, task: str) -> float | None:
    """Points between both sides on a task, or on the mean of all; None where a table doesn't print what it takes."""
    paper = published(contrast.sweep)
    tasks = list(dict.fromkeys(_task(column) for column in paper.columns if _task(column) != MEAN))
    gaps = [_gap(paper, contrast, each) for each in (tasks if task == MEAN else [task])]
    known = [gap for gap in gaps if gap is not None]
    return fmean(known) if known and len(known) == len(gaps) else None


def _gap(paper: Published, contrast: Contrast, task: str) -> float | None:
    first, second = (_score(paper, side, task) for side in (contrast.first, contrast.second))
    return None if first is None or second is None else first - second


def _score(paper: Published, side: Side, task: str) -> float | None:
    """The mean of a side's methods over the columns of a task; None where one isn't printed, or isn't named."""
    columns = [column for column in paper.columns if _task(column) == task]
    names = list(side.names)
    if side.how is How.OWN:
        printed_names = dict.fromkeys(name for name, _ in paper.values)
        names = [name for name in printed_names if side.has(name) and f"-{task}" in name]
    values = [paper.values.get((name, column)) for name in names for column in columns]
    known = [value for value in values if value is not None]
    if side.how is How.BEST or not known or len(known) < len(values):
        return None
    return fmean(known)


def _task(column: str) -> str:
    """Of a column such as `DP` or `atis BERT SF`."""
    return column.split(" ")[-1]
