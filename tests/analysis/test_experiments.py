"""Experiments side by side: measures by round, means over seeds, table."""

from __future__ import annotations

import pandas as pd
import pytest

from mtal.analysis.calibration import calibration_rows
from mtal.analysis.experiments import comparison_table, mean_and_spread, measures


def one_run(las: float, oe: float) -> pd.DataFrame:
    curve = pd.DataFrame({"round": [0, 1], "labelled": [10, 20], "spent": [0, 7], "dp.las": [0.25, las]})
    found = {"n": 5, "left_out": 0, "oe": oe, "r2": 0.5, "mean_gap": 0.1, "max_gap": 0.2}
    head, *rows = calibration_rows({0: {"dp": found}, 1: {"dp": found}})
    numbers = [(number, name, *map(float, cells)) for number, name, *cells in rows]
    return measures(curve, pd.DataFrame(numbers, columns=head))


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
