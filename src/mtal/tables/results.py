"""The finished cells of a sweep, with their measures: what tables are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import pandas as pd

from mtal.study.finished import Finished
from mtal.study.sweeps import Place
from mtal.study.tallies import Tally
from mtal.tables.methods import Method, Setting, encoder_name, methods, settings


class Measured(NamedTuple):
    """What an experiment's metrics say."""

    table: pd.DataFrame
    """All measures by round, as `mtal.analysis.experiments.measures` makes it."""
    main: Sequence[str]
    """The columns of the main scores, such as `dp.las`."""


@dataclass(frozen=True)
class Result:
    """A finished cell."""

    setting: Setting
    method: Method
    seed: int
    finished: Finished
    measured: Measured

    @property
    def last_round(self) -> int:
        """Its number."""
        return int(self.measured.table.index[-1])

    def last(self, column: str) -> float:
        """A measure of the last round; NaN where there is none."""
        table = self.measured.table
        return float(table[column].iloc[-1]) if column in table else float("nan")


def tally_of_round(result: Result, number: int) -> Tally | None:
    """The tally of a finished cell's round; None where it can't be had."""
    return _tally(result.finished, number)


@cache  # sweeps share cells
def _tally(finished: Finished, number: int) -> Tally | None:
    return finished.tally(number)


@dataclass(frozen=True)
class Results:
    """A sweep at a scale, in the order of its file, whatever the order of its experiments."""

    name: str
    scale: str
    settings: Sequence[Setting]
    methods: Sequence[Method]
    planned: Mapping[tuple[Setting, Method], Sequence[int]]
    """The seeds that the sweep asks for."""
    results: Sequence[Result]
    encoders: Sequence[str] = ()
    """Of all cells, by the names that tables give them."""

    @cached_property
    def by_place(self) -> Mapping[tuple[Setting, Method], Sequence[Result]]:
        """The finished cells of a setting and method, by seed."""
        ordered = sorted(self.results, key=lambda result: result.seed)
        return {place: [each for each in ordered if (each.setting, each.method) == place] for place in self.planned}

    @property
    def cells(self) -> int:
        """How many cells the sweep has."""
        return sum(map(len, self.planned.values()))

    def main_column(self, tasks: Sequence[str], task: str) -> str | None:
        """The column of a task's main score, such as `dp.las`; None while no cell with these tasks is there."""
        columns = (
            column
            for result in self.results
            if result.setting.tasks == tuple(tasks)
            for column in result.measured.main
            if column.partition(".")[0] == task
        )
        return next(columns, None)


def gather(name: str, scale: str, places: Sequence[Place], read: Callable[[Finished], Measured]) -> Results:
    """What has finished of a sweep's cells; `read` gives the measures of one."""
    params = [place.cell.params for place in places]
    found = list(zip(settings(params), methods(params), places, strict=True))
    planned = dict[tuple[Setting, Method], list[int]]()
    for setting, method, place in found:
        planned.setdefault((setting, method), []).append(place.cell.params["seed"])
    results = [
        Result(setting, method, place.cell.params["seed"], place.finished, read(place.finished))
        for setting, method, place in found
        if place.finished is not None
    ]
    encoders = sorted({encoder_name(each) for each in params})
    ordered = [*dict.fromkeys(setting for setting, _ in planned)], [*dict.fromkeys(method for _, method in planned)]
    return Results(name, scale, *ordered, planned, results, encoders)
