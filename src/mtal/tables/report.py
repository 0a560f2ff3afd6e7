"""All tables of a sweep."""

from __future__ import annotations

from collections.abc import Callable

from mtal.study.tallies import Tally
from mtal.tables.against_random import random_sheet
from mtal.tables.along import ALONG
from mtal.tables.by_task import task_sheet
from mtal.tables.main_table import score_sheet
from mtal.tables.methods import Method, Setting
from mtal.tables.overconfidence import overconfidence_sheet
from mtal.tables.pairs import pairs_sheet
from mtal.tables.results import Result, Results, last_tally
from mtal.tables.sheets import Sheet
from mtal.tables.systems import Systems, systems
from mtal.tables.weights import weight_sheet
from mtal.tables.wins import win_sheet


def sheets(results: Results, read: Callable[[Result], Tally | None] = last_tally, by: str | None = None) -> list[Sheet]:
    """Those that a sweep has something for; `read` gives the tally of a finished cell, None where it can't be had.

    by: `round` or `cost`, for scores along the way as well.
    """
    there = compared(results, read)
    found = [
        score_sheet(results),
        weight_sheet(results),
        ALONG[by](results) if by else None,
        win_sheet(results),
        overconfidence_sheet(results),
        random_sheet(results, there),
        task_sheet(results, there),
        pairs_sheet(results, there),
    ]
    return [sheet for sheet in found if sheet]


def compared(results: Results, read: Callable[[Result], Tally | None] = last_tally) -> Systems:
    """The systems of each setting; `read` gives a finished cell's tally, None where it can't be had."""
    found = dict[Setting, dict[Method, dict[int, Tally]]]()
    for (setting, method), cells in results.by_place.items():
        for result in cells:
            if (tally := read(result)) is not None:
                found.setdefault(setting, {}).setdefault(method, {})[result.seed] = tally
    return {setting: systems(setting.tasks, tallies) for setting, tallies in found.items()}
