"""How far confidence is from accuracy, for all methods."""

from __future__ import annotations

from collections.abc import Iterator

from mtal.page.html import Html, lines, section
from mtal.page.tables import notes, table
from mtal.tables.methods import Setting
from mtal.tables.results import Results
from mtal.tables.scoring import Column, box
from mtal.tables.sheets import Sheet

MEASURES = {"oe": "OE", "r2": "R²", "mean_gap": "mean gap"}
MEANING = (
    "Of the last round, on the sentences that were not yet bought; mean ± standard deviation over seeds. OE: "
    "overconfidence error, 0 is best; R²: share of the accuracy's variance that confidence explains; mean gap: of "
    "confidence and accuracy. avg, max, min: confidence in all tasks together, as strategies of these names have it."
)


def calibration_section(results: Results) -> Html:
    """A table a setting; empty where nothing has finished."""
    sheets = [sheet for setting in results.settings if (sheet := calibration_sheet(results, setting))]
    if not sheets:
        return Html("")
    return section("Calibration", notes([MEANING]), lines(*map(table, sheets)))


def calibration_sheet(results: Results, setting: Setting) -> Sheet | None:
    """A row a method, a column a measure and task or aggregate; None where nothing has finished."""
    columns = list(_columns(results, setting))
    methods = [method for method in results.methods if any(column.scores.get(method) for column in columns)]
    if not methods:
        return None
    header = ["method", *(column.label for column in columns)]
    rows = [(method.name, [box(column, method, 3) for column in columns]) for method in methods]
    return Sheet(setting.label, "calibration", header, rows)


def _columns(results: Results, setting: Setting) -> Iterator[Column]:
    names = [*setting.tasks, *(("avg", "max", "min") if len(setting.tasks) > 1 else ())]
    methods = [method for method in results.methods if (setting, method) in results.planned]
    for measure, shown in MEASURES.items():
        for name in names if measure == "oe" else setting.tasks:
            scores = {
                method: {
                    each.seed: value
                    for each in results.by_place[setting, method]
                    if (value := each.last(f"{measure}.{name}")) == value  # a number
                }
                for method in methods
            }
            seeds = {method: len(results.planned[setting, method]) for method in methods}
            yield Column(f"{shown} {name}", scores, seeds)
