"""The table of all rounds, its summary and its figure."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from mtal.analysis.curves import curve, draw_curve, summary, task_scores, training_curves

ROUNDS = [
    {
        "labelled": 10,
        "words": 90,
        "spent": 0,
        "main": {"dp": "las", "ner": "f1"},
        "scores": {"dp": {"las": 0.2, "uas": 0.3}, "ner": {"f1": 0.0}},
    },
    {
        "labelled": 20,
        "words": 170,
        "spent": 5,
        "main": {"dp": "las", "ner": "f1"},
        "scores": {"dp": {"las": 0.4, "uas": 0.5}, "ner": {"f1": 0.3}},
    },
]
MAIN = {"dp": "las", "ner": "f1", "pos": "accuracy"}


def test_curve_has_a_row_a_round_and_a_column_a_score() -> None:
    table = curve(ROUNDS)
    assert list(table.columns) == ["round", "labelled", "words", "spent", "mean", "dp.las", "dp.uas", "ner.f1"]
    assert table.to_numpy().tolist() == [[0, 10, 90, 0, 0.1, 0.2, 0.3, 0.0], [1, 20, 170, 5, 0.35, 0.4, 0.5, 0.3]]


def test_summary_is_the_last_round_and_the_mean() -> None:
    assert summary(curve(ROUNDS), MAIN) == {
        "labelled": 20,
        "last": {"dp.las": 0.4, "ner.f1": 0.3},
        "mean_over_rounds": {"dp.las": 0.3, "ner.f1": 0.15},
    }


def test_the_last_scores_come_first_in_the_summary() -> None:
    assert list(summary(curve(ROUNDS), MAIN)) == ["last", "labelled", "mean_over_rounds"]


def test_task_scores_are_the_main_metrics_one_below_the_other() -> None:
    found = task_scores(curve(ROUNDS), MAIN)
    assert list(found.columns) == ["task", "metric", "round", "labelled", "words", "spent", "score"]
    assert found.to_numpy().tolist() == [
        ["dp", "las", 0, 10, 90, 0, 0.2],
        ["dp", "las", 1, 20, 170, 5, 0.4],
        ["ner", "f1", 0, 10, 90, 0, 0.0],
        ["ner", "f1", 1, 20, 170, 5, 0.3],
    ]
    assert list(task_scores(curve([{**ROUNDS[0], "main": {}, "scores": {}}]), {}).columns) == list(found.columns)


def test_training_curves_have_the_round_before_each_history() -> None:
    history = pd.DataFrame({"model": "dp-ner", "measure": "loss", "step": [10, 20], "value": [2.0, 1.0]})
    found = training_curves({0: history, 1: history[:1]})
    assert list(found.columns) == ["round", "model", "measure", "step", "value"]
    assert found[["round", "step"]].to_numpy().tolist() == [[0, 10], [0, 20], [1, 10]]


def test_a_round_that_has_not_scored_a_task_has_no_mean(tmp_path: Path) -> None:
    unlearned = {**ROUNDS[0], "main": {"dp": "las"}, "scores": {"dp": {"las": 0.2, "uas": 0.3}}}
    table = curve([unlearned, ROUNDS[1]])
    assert table["mean"].isna().tolist() == table["ner.f1"].isna().tolist() == [True, False]
    assert table["dp.las"].tolist() == [0.2, 0.4] and table["mean"][1] == 0.35
    assert task_scores(table, MAIN)[["task", "round"]].to_numpy().tolist() == [["dp", 0], ["dp", 1], ["ner", 1]]
    draw_curve(table, MAIN, "own", tmp_path / "a.svg")
    assert curve([{**unlearned, "main": {}, "scores": {}}])["mean"].isna().all()


def test_the_figure_is_the_same_bytes_again(tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        draw_curve(curve(ROUNDS), MAIN, "own", tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_ticks_stand_where_the_data_are_and_marks_differ(figures: list[Figure], tmp_path: Path) -> None:
    draw_curve(curve(ROUNDS), MAIN, "demo, mt_avg, seed 1", tmp_path / "a.svg")
    (axes,) = figures[-1].axes
    assert list(axes.get_xticks()) == [10, 20]
    assert len({line.get_marker() for line in axes.lines}) == len({line.get_color() for line in axes.lines}) == 2
    shown = [text.get_text() for text in axes.get_legend().get_texts()]
    assert shown == ["dp LAS, 40.0 at the end", "ner F1, 30.0 at the end"]
