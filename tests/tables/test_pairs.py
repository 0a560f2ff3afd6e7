"""The pairwise matrix."""

from __future__ import annotations

from mtal.tables.pairs import pairs_sheet
from mtal.tables.report import compared
from support.study import params, study, tally

LEVEL = {"mt_avg": 9, "mt_max": 5, "mt_r": 5}


def test_who_is_better_than_whom_in_how_many_settings() -> None:
    cells = [
        (params(name, seed=seed, domain=domain), (0.5, 0.5))
        for name in LEVEL
        for domain in ("a", "b")
        for seed in range(1, 4)
        if (name, domain) != ("mt_r", "b")
    ]
    results = study(cells)
    there = compared(results, lambda result, _: tally(lambda i: LEVEL[result.method.strategy] - (i + result.seed) % 2))
    sheet = pairs_sheet(results, there)
    assert sheet is not None and sheet.header == ["method", "MT-AVG", "MT-MAX", "MT-R"]
    assert [(name, [box.text for box in boxes]) for name, boxes in sheet.rows] == [
        ("MT-AVG", ["", "2/2", "1/1"]),
        ("MT-MAX", ["0/2", "", "0/1"]),
        ("MT-R", ["0/1", "0/1", ""]),
    ]


def test_without_predictions_there_is_none() -> None:
    results = study([(params(name), (0.5, 0.5)) for name in LEVEL])
    assert pairs_sheet(results, compared(results, lambda result, _: None)) is None
