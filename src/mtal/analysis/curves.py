"""Learning curves: the scores of all rounds as a table, a summary and a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from pathlib import Path
from statistics import fmean
from typing import Any

import pandas as pd

from mtal.analysis.figures import drawing

ABBREVIATIONS = {"las": "LAS", "uas": "UAS", "f1": "F1", "accuracy": "accuracy"}


def curve(rounds: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row a round: `round`, `labelled`, `spent`, `mean` (of the main metrics) and a column `task.metric` a score.

    `rounds`: for each round `{"labelled": sentences, "spent": cost, "main": {task: metric}, "scores": {task: {metric:
    value}}}`. A task that a round hasn't scored (nothing to learn it from yet) has no value there, nor has the mean.
    """
    main = {task: metric for entry in rounds for task, metric in entry["main"].items()}
    return pd.DataFrame(
        {
            "round": number,
            "labelled": entry["labelled"],
            "spent": entry["spent"],
            "mean": _mean(entry["scores"], main),
            **{f"{task}.{name}": value for task, scores in entry["scores"].items() for name, value in scores.items()},
        }
        for number, entry in enumerate(rounds)
    )


def _mean(scores: Mapping[str, Mapping[str, float]], main: Mapping[str, str]) -> float:
    """Mean of the main metrics; NaN where one is missing."""
    if not main or not main.keys() <= scores.keys():
        return nan
    return fmean(scores[task][metric] for task, metric in main.items())


def summary(table: pd.DataFrame, main: Mapping[str, str]) -> dict[str, Any]:
    """The last round's main metrics, and their means over all rounds. `main`: the main metric of each task."""
    last = table.iloc[-1]
    columns = {task: f"{task}.{metric}" for task, metric in main.items() if f"{task}.{metric}" in table}
    return {
        "labelled": int(last["labelled"]),
        "last": {name: round(float(last[name]), 6) for name in columns.values()},
        "mean_over_rounds": {name: round(float(table[name].mean()), 6) for name in columns.values()},
    }


def draw_curve(table: pd.DataFrame, main: Mapping[str, str], title: str, path: Path) -> None:
    """An SVG of the main metrics against labelled sentences; the same bytes for the same table."""
    with drawing(path, 5.2, 3.2) as figure:
        axes = figure.subplots()
        for task, metric in main.items():
            if (column := f"{task}.{metric}") in table:
                values = 100 * table[column]
                axes.plot(table["labelled"], values, marker="o", label=f"{task} {ABBREVIATIONS.get(metric, metric)}")
                end = (table["labelled"].iloc[-1], values.iloc[-1])
                axes.annotate(f"{end[1]:.1f}", end, textcoords="offset points", xytext=(0, 7), ha="center")
        axes.set(xlabel="labelled sentences", ylabel="test score (%)", title=title)
        axes.spines[["top", "right"]].set_visible(False)
        axes.margins(y=0.15)
        axes.legend(frameon=False)
