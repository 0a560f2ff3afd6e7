"""Scores by the weight of the second of two tasks, the mean of all methods that have weights (paper Figure 6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import yaml

from mtal.analysis.panels import sweep
from mtal.analysis.picture import Picture
from mtal.pictures.curves import main_columns, random_names
from mtal.selection import STRATEGIES
from mtal.tables.methods import Setting
from mtal.tables.results import Result, Results
from mtal.tables.scoring import shown


def by_weight(results: Results) -> list[Picture]:
    """The last round's scores against β, random selection as a line across; a picture a setting of two tasks."""
    settings = [setting for setting in results.settings if len(setting.tasks) == 2]
    found = [(setting, _runs(results, setting)) for setting in settings]
    return [_picture(results, setting, runs) for setting, runs in found if len(runs) > len(_across(results, runs))]


def _picture(results: Results, setting: Setting, runs: Mapping[str, list[pd.DataFrame]]) -> Picture:
    columns = main_columns(results, setting)
    legend, panels = sweep(runs, columns, f"β, the weight of {shown(setting.tasks[1])}", random_names(results))
    return Picture(f"{setting.label}, last round: {_methods(results, setting)}", panels, legend, across=len(columns))


def _methods(results: Results, setting: Setting) -> str:
    """Whose mean the curve is."""
    found = (each.method for each in results.results if each.setting == setting)
    names = [*dict.fromkeys(method.base for method in found if STRATEGIES[method.strategy].takes_weights)]
    return names[0] if len(names) == 1 else f"mean of {', '.join(names)}"


def _across(results: Results, runs: Mapping[str, list[pd.DataFrame]]) -> list[str]:
    return [name for name in random_names(results) if name in runs]


def _runs(results: Results, setting: Setting) -> dict[str, list[pd.DataFrame]]:
    """Tables of measures by weight, or by the name of a random method; others have no place here."""
    found = dict[str, list[pd.DataFrame]]()
    for result in (each for each in results.results if each.setting == setting):
        label = result.method.name if result.method.random else _weight(result)
        if label is not None:
            found.setdefault(label, []).append(result.measured.table)
    return found


def _weight(result: Result) -> str | None:
    """β as text; None for a method without weights."""
    if not STRATEGIES[result.method.strategy].takes_weights:
        return None
    weights = _params(result)["strategy"]["weights"] or [1, 1]
    return f"{weights[1] / sum(weights):.3g}"


def _params(result: Result) -> Mapping[str, Any]:
    return yaml.load(result.finished.text("params.yaml") or "", yaml.CSafeLoader)
