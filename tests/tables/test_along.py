"""Scores along the way, against hand-made numbers."""

from __future__ import annotations

import pytest

from mtal.tables.along import by_cost, by_round, common_spending
from mtal.tables.results import gather
from support.study import by_revision, measured, params, place, study


def rows(sheet):
    return {name: [box.text for box in boxes] for name, boxes in sheet.rows}


def budgets():
    """Two runs in three rounds, which spend 100 and 80, and one that spends 120 at once."""
    slow, less, once = (params(decision="blp_al"), params("mt_r", decision="blp_al"), params(decision="blp"))
    tables = {
        "slow": measured(slow, 0.8, 0.4),
        "less": measured(less, 0.4, 0.4, spent=[0, 40, 80]),
        "once": measured(once, 0.6, 0.6, spent=[0, 120, 120]),
    }
    tables["once"] = tables["once"]._replace(table=tables["once"].table.head(2))
    cells = dict(zip(tables, map(place, (slow, less, once)), strict=True))
    by_name = {cells[name].cell.name: table for name, table in tables.items()}
    return gather("toy", "cpu", list(cells.values()), by_revision(by_name))


def test_a_round_that_a_run_hasnt_got_is_missing() -> None:
    sheet = by_round(budgets())
    assert sheet is not None and sheet.header == ["method", "round 0", "round 1", "round 2"]
    assert rows(sheet)["toy DP: MT-AVG BLP_AL"] == ["40.00", "60.00", "80.00"]
    assert rows(sheet)["toy mean: MT-AVG BLP"] == ["30.00", "45.00", "–"]


def test_equal_spending_is_what_all_have_spent_with_straight_lines_before() -> None:
    results = budgets()
    assert common_spending(results, results.settings[0]) == 80
    sheet = by_cost(results)
    assert sheet is not None and sheet.header[1:] == [
        "cost",
        "0% of it",
        "25% of it",
        "50% of it",
        "75% of it",
        "100% of it",
    ]
    found = dict(sheet.rows)
    assert [box.value for box in found["toy DP: MT-AVG BLP_AL"]] == pytest.approx(
        [80, 40, 50, 60, 60 + 20 / 3, 60 + 40 / 3]
    )
    assert [box.value for box in found["toy DP: MT-AVG BLP"]] == pytest.approx([80, 30, 32.5, 35, 37.5, 40])
    assert found["toy mean: MT-R BLP_AL"][-1].value == pytest.approx(40)  # its own end


def test_seeds_are_averaged_and_runs_that_buy_nothing_are_left_out() -> None:
    cells = [(params(seed=seed), (score, score)) for seed, score in ((1, 0.5), (2, 0.7))]
    assert rows(by_round(study(cells)))["toy NER: MT-AVG"][-1] == "60.00 ± 14.14"
    assert rows(by_cost(study(cells)))["toy NER: MT-AVG"][-1] == "60.00 ± 14.14"
    everything = params(rounds=1, initial=1.0)
    alone = measured(everything, 0.9, 0.9)
    alone = alone._replace(table=alone.table.head(1))
    results = gather("toy", "cpu", [place(everything)], lambda finished: alone)
    assert by_cost(results) is None and by_round(study([(params(), None)])) is None
