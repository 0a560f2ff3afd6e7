"""What methods bought, beside the training split: lengths, repetitions, labels (docs/method.md, "Purchases")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from math import isnan, nan
from statistics import fmean

import numpy as np
import pandas as pd

from mtal.analysis.purchases import SHORT
from mtal.tables.methods import Setting
from mtal.tables.results import Result, Results
from mtal.tables.scoring import shown
from mtal.tables.sheets import Box, Sheet, number

METRICS = "metrics/purchases.csv"
SPLIT = "training split"
MEANING = (
    "Of all sentences that a method chose until its last round, without the initial ones; means over purchases and "
    "seeds. The training split stands first: a method that differs from it has a taste. types: how many in one "
    "purchase; distinct: of all marked spans those that differ from others before, in percent."
)
WHOLE = {"words a sentence": 1, f"at most {SHORT} words": 100, "repeated": 100}
"""Measures of sentences, and what they are multiplied by to be shown."""
OF_TASK = {"labels a sentence": 1, "types": 1, "distinct": 100}
"""Likewise of a task's labels."""

Measures = Mapping[tuple[str, str], float]
"""By task, empty for whole sentences, and measure."""


def taste_sheet(results: Results, setting: Setting) -> Sheet | None:
    """A row a method, and one of the training split; None where no cell of the setting bought anything."""
    found = {
        method.name: [taste for each in results.by_place.get((setting, method), ()) if (taste := _taste(each))]
        for method in results.methods
    }
    found = {name: tastes for name, tastes in found.items() if tastes}
    if not found:
        return None
    split = next(iter(found.values()))[0][1]
    columns = _columns(setting.tasks, split)
    rows = [(SPLIT, _row([split], columns))]
    rows += [(name, _row([bought for bought, _ in tastes], columns)) for name, tastes in found.items()]
    return Sheet("what was bought", "bought", ["", *columns], rows, [MEANING])


def _columns(tasks: Sequence[str], split: Measures) -> dict[str, tuple[tuple[str, str], int]]:
    """The sheet's columns by their names: which measure, and what it is multiplied by.

    Without what can't be measured of a task, or goes without saying: a label a word, or one a sentence.
    """
    found = {f"{name}, %" if times > 1 else name: (("", name), times) for name, times in WHOLE.items()}
    as_ever = (1.0, split.get(("", "words a sentence"), nan))
    for task in tasks:
        for name, times in OF_TASK.items():
            value = split.get((task, name), nan)
            if not isnan(value) and not (name == "labels a sentence" and value in as_ever):
                found[f"{shown(task)} {name}{', %' if times > 1 else ''}"] = ((task, name), times)
    return found


def _row(tastes: Sequence[Measures], columns: Mapping[str, tuple[tuple[str, str], int]]) -> list[Box]:
    values = ([taste.get(key, nan) for taste in tastes] for key, _ in columns.values())
    return [number(times * fmean(each), 1) for each, (_, times) in zip(values, columns.values(), strict=True)]


def _taste(result: Result) -> tuple[Measures, Measures] | None:
    """What a cell's rounds learned from beside the initial set, and what the split is like."""
    text = result.finished.text(METRICS)
    if text is None:
        return None
    table = pd.read_csv(StringIO(text), keep_default_na=False, na_values={"bought": [""], "split": [""]})
    table = table[table["round"] <= result.last_round]
    sentences = table[table["measure"] == "sentences"].set_index("round")["bought"]
    if not sentences.sum():
        return None
    bought, split = dict[tuple[str, str], float](), dict[tuple[str, str], float]()
    for (task, measure), rows in table.groupby(["task", "measure"], sort=False):
        key = (str(task), str(measure))
        bought[key], split[key] = _weighted(rows, sentences), float(rows["split"].iloc[0])
    return bought, split


def _weighted(rows: pd.DataFrame, sentences: pd.Series) -> float:
    """The mean over purchases by how many sentences each has; NaN where nothing was measured."""
    known = rows.dropna(subset="bought")
    weights = sentences.loc[known["round"]].to_numpy(dtype=float)
    return float(np.average(known["bought"], weights=weights)) if weights.sum() else nan
