"""All tables of a sweep."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mtal.study.tallies import Tally
from mtal.tables.against_random import random_sheet
from mtal.tables.along import ALONG
from mtal.tables.by_task import task_sheet
from mtal.tables.main_table import score_sheet
from mtal.tables.methods import Method, Setting
from mtal.tables.overconfidence import overconfidence_sheet
from mtal.tables.pairs import pairs_sheet
from mtal.tables.results import Result, Results, tally_of_round
from mtal.tables.savings import savings_sheet
from mtal.tables.sheets import Sheet
from mtal.tables.systems import Systems, systems
from mtal.tables.weights import weight_sheet
from mtal.tables.wins import win_sheet

Read = Callable[[Result, int], Tally | None]
"""Gives the tally of a finished cell's round; None where it can't be had."""


def sheets(results: Results, read: Read = tally_of_round, by: str | None = None) -> list[Sheet]:
    """Those that a sweep has something for; by: `round` or `cost`, for scores along the way as well."""
    there = compared(results, read)
    found = [
        score_sheet(results),
        weight_sheet(results),
        ALONG[by](results) if by else None,
        win_sheet(results),
        overconfidence_sheet(results),
        random_sheet(results, there),
        savings_sheet(results, lambda: compared_by_round(results, read)),
        task_sheet(results, there),
        pairs_sheet(results, there),
    ]
    return [sheet for sheet in found if sheet]


def compared(results: Results, read: Read = tally_of_round) -> Systems:
    """The systems of each setting in the last round of each cell."""
    return _systems(results, lambda result: read(result, result.last_round))


def compared_by_round(results: Results, read: Read = tally_of_round) -> dict[int, Systems]:
    """The systems of each setting, a round."""
    numbers = sorted({number for each in results.results for number in each.measured.table.index})
    return {number: _systems(results, partial(_in_round, read, number)) for number in numbers}


def _in_round(read: Read, number: int, result: Result) -> Tally | None:
    return read(result, number) if number in result.measured.table.index else None


def _systems(results: Results, read: Callable[[Result], Tally | None]) -> Systems:
    found = dict[Setting, dict[Method, dict[int, Tally]]]()
    for (setting, method), cells in results.by_place.items():
        for result in cells:
            if (tally := read(result)) is not None:
                found.setdefault(setting, {}).setdefault(method, {})[result.seed] = tally
    return {setting: systems(setting.tasks, tallies) for setting, tallies in found.items()}
