"""Experiments side by side: measures by round, means over seeds, table and figure."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from matplotlib.axes import Axes

from mtal.analysis.calibration import calibration_table
from mtal.analysis.experiments import comparison_table, draw_comparison, draw_sweep, mean_and_spread, measures


def one_run(las: float, oe: float) -> pd.DataFrame:
    curve = pd.DataFrame({"round": [0, 1], "labelled": [10, 20], "spent": [0, 7], "dp.las": [0.25, las]})
    found = {"n": 5, "left_out": 0, "oe": oe, "r2": 0.5, "mean_gap": 0.1, "max_gap": 0.2}
    return measures(curve, calibration_table({0: {"dp": found}, 1: {"dp": found}}))


def test_measures_join_scores_and_calibration_by_round() -> None:
    run = one_run(0.5, 0.03)
    assert run["dp.las"].tolist() == [0.25, 0.5] and run["oe.dp"].tolist() == [0.03, 0.03]


def test_mean_and_spread_over_seeds() -> None:
    means, spreads = mean_and_spread([one_run(0.5, 0.0), one_run(0.75, 0.0)], "dp.las")
    assert means.tolist() == [0.25, 0.625]
    assert spreads.tolist() == pytest.approx([0.0, 0.125 * 2**0.5])
    assert mean_and_spread([one_run(0.5, 0.0)], "dp.las")[1].isna().all()


def test_table_in_percent_with_empty_cells_for_rounds_that_a_run_lacks() -> None:
    runs = {"a": [one_run(0.5, 0.03), one_run(0.75, 0.05)], "b": [one_run(0.5, 0.03).loc[[0]]]}
    assert comparison_table(runs, ["dp.las", "oe.dp", "spent"]).splitlines() == [
        "| | round 0 | round 1 |",
        "|---|---|---|",
        "| a dp.las | 25.0 ± 0.0 | 62.5 ± 17.7 |",
        "| a oe.dp | 0.0400 ± 0.0141 | 0.0400 ± 0.0141 |",
        "| a spent | 0 ± 0 | 7 ± 0 |",
        "| b dp.las | 25.0 |  |",
        "| b oe.dp | 0.0300 |  |",
        "| b spent | 0 |  |",
    ]


def test_the_figure_is_the_same_bytes_again(tmp_path: Path) -> None:
    runs = {"a": [one_run(0.5, 0.03), one_run(0.75, 0.05)], "b": [one_run(0.5, 0.03)]}
    for name in ("one.svg", "two.svg"):
        draw_comparison(runs, ["dp.las", "oe.dp"], "spent", tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_a_sweep_puts_numbers_in_order_along_the_axis_and_other_labels_across(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[tuple[list[float], list[float]]] = []
    across: list[float] = []
    plot, axhline = Axes.plot, Axes.axhline

    def seen_plot(axes: Axes, x: pd.Series, y: pd.Series, **style: object) -> object:
        lines.append((list(x), list(y)))
        return plot(axes, x, y, **style)

    def seen_axhline(axes: Axes, y: float, **style: object) -> object:
        across.append(y)
        return axhline(axes, y, **style)

    monkeypatch.setattr(Axes, "plot", seen_plot)
    monkeypatch.setattr(Axes, "axhline", seen_axhline)
    runs = {"1": [one_run(0.5, 0.0)], "0.25": [one_run(0.25, 0.0), one_run(0.75, 0.0)], "mt_r": [one_run(0.125, 0.0)]}
    draw_sweep(runs, ["dp.las"], "weight of dp", tmp_path / "sweep.svg")
    assert lines == [([0.25, 1.0], [50.0, 50.0])] and across == [12.5]
    assert "weight of dp" in (tmp_path / "sweep.svg").read_text()
