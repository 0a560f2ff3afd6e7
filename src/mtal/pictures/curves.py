"""Learning curves of a sweep, a picture a setting (paper Figure 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from mtal.analysis.panels import comparison
from mtal.analysis.picture import Picture
from mtal.tables.methods import Setting
from mtal.tables.results import Results

Tables = Mapping[str, Sequence[pd.DataFrame]]
"""The measures of a setting's cells, a table a seed, by the names of methods."""


def curves(results: Results, against: str = "labelled") -> list[Picture]:
    """Scores by what was labelled or spent until then, of settings that have a cell of several rounds.

    `against`: a key of `mtal.analysis.panels.LABELS`; cells that lack it are left out.
    """
    found = ((setting, tables_of(results, setting, against)) for setting in results.settings)
    return [
        _picture(results, setting, runs, against)
        for setting, runs in found
        if any(len(tables[0]) > 1 for tables in runs.values())
    ]


def tables_of(results: Results, setting: Setting, column: str) -> Tables:
    """The cells of a setting that have a column."""
    found = dict[str, list[pd.DataFrame]]()
    for method in results.methods:  # those of other settings may have the name of one here
        tables = [each.measured.table for each in results.by_place.get((setting, method), ())]
        found.setdefault(method.name, []).extend(table for table in tables if column in table)
    return {name: tables for name, tables in found.items() if tables}


def main_columns(results: Results, setting: Setting) -> list[str]:
    """The columns of a setting's main scores, and of their mean where there are several."""
    found = [results.main_column(setting.tasks, task) for task in setting.tasks]
    columns = [column for column in found if column]
    return [*columns, "mean"] if len(columns) > 1 else columns


def random_names(results: Results) -> list[str]:
    """The methods that select at random."""
    return list(dict.fromkeys(method.name for method in results.methods if method.random))


def _picture(results: Results, setting: Setting, runs: Tables, against: str) -> Picture:
    columns = main_columns(results, setting)
    everybody = list(dict.fromkeys(method.name for method in results.methods))
    legend, panels = comparison(runs, columns, against, random_names(results), everybody)
    return Picture(setting.label, panels, legend, across=len(columns))
