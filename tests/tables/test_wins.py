"""Win percentages, against hand-made numbers."""

from __future__ import annotations

from mtal.tables.wins import win_sheet
from support.study import params, study


def rows(cells, name="toy"):
    sheet = win_sheet(study(cells, name))
    return sheet and {name: [box.text for box in boxes] for name, boxes in sheet.rows}


def test_wins_within_a_task_on_the_other_and_on_both() -> None:
    cells = [
        (params("st_ec", task="dp"), (0.80, 0.50)),
        (params("st_ec", task="ner"), (0.70, 0.60)),
        (params("mt_ec", task="dp"), (0.90, 0.60)),
        (params("mt_avg"), (0.80, 0.70)),
        (params("mt_r"), (0.99, 0.99)),
    ]
    assert rows(cells, "table4") == {
        "within DP": ["1", "2", "50.00", "47.22"],  # mt_avg ties
        "within NER": ["1", "1", "100.00", "63.88"],  # mt_ec selects by the other task
        "other DP": ["1", "1", "100.00", "90.74"],
        "other NER": ["2", "2", "100.00", "89.81"],
        "mean": ["4", "4", "100.00", "78.78"],
    }


def test_missing_cells_are_no_cases() -> None:
    found = rows([(params("st_ec"), (0.8, 0.5)), (params("mt_avg"), None), (params("mt_max"), (0.8, 0.4))])
    assert found["within DP"] == ["0", "1", "0.00"]
    assert found["within NER"] == ["0", "0", "–"]


def test_sweeps_without_both_kinds_have_no_such_table() -> None:
    assert rows([(params("mt_avg"), (0.8, 0.5)), (params("mt_max"), (0.8, 0.5))]) is None
    assert rows([(params("st_ec", smoothing=0.0), (0.8, 0.5)), (params("mt_max"), (0.8, 0.5))]) is None
