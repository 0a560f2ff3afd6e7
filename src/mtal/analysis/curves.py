"""Learning curves: the scores of all rounds as tables, a summary and a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from pathlib import Path
from statistics import fmean
from typing import Any

import pandas as pd

from mtal.analysis.figures import drawing, look_of, measure_name, tick_the_data


def curve(rounds: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row a round: `round`, `labelled`, `words`, `spent`, `mean` (main metrics) and a column `task.metric` a score.

    `rounds`: for each round `{"labelled": sentences, "words": theirs, "spent": cost, "main": {task: metric}, "scores":
    {task: {metric: value}}}`. A task that a round hasn't scored (nothing to learn it from yet) has no value there, nor
    has the mean.
    """
    main = {task: metric for entry in rounds for task, metric in entry["main"].items()}
    return pd.DataFrame(
        {
            "round": number,
            "labelled": entry["labelled"],
            "words": entry["words"],
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


def main_columns(table: pd.DataFrame, main: Mapping[str, str]) -> list[str]:
    """The columns of `curve` that hold the main metrics; `main`: the main metric of each task."""
    return [column for task, metric in main.items() if (column := f"{task}.{metric}") in table]


def task_scores(table: pd.DataFrame, main: Mapping[str, str]) -> pd.DataFrame:
    """The main metrics of `curve` in one column: a row a task and round.

    The columns are `task`, `metric`, `round`, `labelled`, `words`, `spent`, `score`.
    In this form one declared plot shows whatever tasks there are. A round without a score has no row.
    """
    wanted = ["task", "metric", "round", "labelled", "words", "spent", "score"]
    names = (column.partition(".") for column in main_columns(table, main))
    parts = [table.assign(task=task, metric=metric, score=table[f"{task}.{metric}"]) for task, _, metric in names]
    return pd.concat(parts)[wanted].dropna(subset="score") if parts else pd.DataFrame(columns=wanted)


def read_history(path: str | Path) -> pd.DataFrame:
    """The table that `mtal.learning.history.history_rows` makes of a round's trainings."""
    return pd.read_csv(path)


def training_curves(histories: Mapping[int, pd.DataFrame]) -> pd.DataFrame:
    """The histories of all rounds one below the other, with a column `round` before theirs."""
    table = pd.concat([history.assign(round=number) for number, history in histories.items()])
    table = table.astype({"step": int, "value": float})  # which the columns of an empty history aren't
    return table[["round", "model", "measure", "step", "value"]]


def summary(table: pd.DataFrame, main: Mapping[str, str]) -> dict[str, Any]:
    """The last round's main metrics first, and their means over all rounds. `main`: the main metric of each task."""
    last, columns = table.iloc[-1], main_columns(table, main)
    return {
        "last": {name: round(float(last[name]), 6) for name in columns},
        "labelled": int(last["labelled"]),
        "mean_over_rounds": {name: round(float(table[name].mean()), 6) for name in columns},
    }


def draw_curve(table: pd.DataFrame, main: Mapping[str, str], title: str, path: str | Path) -> None:
    """The main metrics against labelled sentences; the legend says where each ends."""
    with drawing(path, 5.2, 3.4) as figure:
        axes = figure.subplots()
        for index, column in enumerate(main_columns(table, main)):
            values = 100 * table[column]
            label = f"{measure_name(column)}, {values.iloc[-1]:.1f} at the end"
            axes.plot(table["labelled"], values, label=label, **look_of(index))
        axes.set(xlabel="labelled sentences", ylabel="test score (%)", title=title)
        axes.grid(axis="y", color="0.9")
        tick_the_data(axes, table["labelled"])
        if axes.lines:
            axes.legend()
