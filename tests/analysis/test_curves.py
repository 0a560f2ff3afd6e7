"""The table of all rounds, its summary and its figure."""

from __future__ import annotations

from pathlib import Path

from mtal.analysis.curves import curve, draw_curve, summary

ROUNDS = [
    {
        "labelled": 10,
        "spent": 0,
        "main": {"dp": "las", "ner": "f1"},
        "scores": {"dp": {"las": 0.2, "uas": 0.3}, "ner": {"f1": 0.0}},
    },
    {
        "labelled": 20,
        "spent": 5,
        "main": {"dp": "las", "ner": "f1"},
        "scores": {"dp": {"las": 0.4, "uas": 0.5}, "ner": {"f1": 0.3}},
    },
]
MAIN = {"dp": "las", "ner": "f1", "pos": "accuracy"}


def test_curve_has_a_row_a_round_and_a_column_a_score() -> None:
    table = curve(ROUNDS)
    assert list(table.columns) == ["round", "labelled", "spent", "mean", "dp.las", "dp.uas", "ner.f1"]
    assert table.to_numpy().tolist() == [[0, 10, 0, 0.1, 0.2, 0.3, 0.0], [1, 20, 5, 0.35, 0.4, 0.5, 0.3]]


def test_summary_is_the_last_round_and_the_mean() -> None:
    assert summary(curve(ROUNDS), MAIN) == {
        "labelled": 20,
        "last": {"dp.las": 0.4, "ner.f1": 0.3},
        "mean_over_rounds": {"dp.las": 0.3, "ner.f1": 0.15},
    }


def test_a_round_that_has_not_scored_a_task_has_no_mean(tmp_path: Path) -> None:
    unlearned = {**ROUNDS[0], "main": {"dp": "las"}, "scores": {"dp": {"las": 0.2, "uas": 0.3}}}
    table = curve([unlearned, ROUNDS[1]])
    assert table["mean"].isna().tolist() == table["ner.f1"].isna().tolist() == [True, False]
    assert table["dp.las"].tolist() == [0.2, 0.4] and table["mean"][1] == 0.35
    draw_curve(table, MAIN, "own", tmp_path / "a.svg")
    assert curve([{**unlearned, "main": {}, "scores": {}}])["mean"].isna().all()


def test_the_figure_is_the_same_bytes_again(tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        draw_curve(curve(ROUNDS), MAIN, "own", tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
