"""Columns of scores."""

from __future__ import annotations

from mtal.tables.main_table import score_sheet
from mtal.tables.scoring import side_by_side
from support.study import params, study

TASKS = ["sf", "id"]


def cells(decision="grd_al"):
    return [
        (params("st_ec", task="sf", tasks=TASKS, decision=decision), (0.8, 0.1)),
        (params("st_ec", task="id", tasks=TASKS, decision=decision), (0.2, 0.9)),
    ]


def test_single_task_methods_stand_side_by_side_as_one_row() -> None:
    joint = [(params("mt_min", tasks=TASKS, decision=name), (0.7, 0.7)) for name in ("blp_al", "grd_al")]
    sheet = score_sheet(study([*cells(), *joint], "table9"))
    rows = {name: [box.text for box in boxes] for name, boxes in sheet.rows}
    assert rows["ST-EC-SF/ID GRD_AL"][:5] == ["80.00", "90.00", "85.00", "", ""]
    assert rows["ST-EC-SF GRD_AL"][:5] == ["80.00", "10.00", "45.00", "1/1", "0/1"]
    assert any("Names with a slash" in note for note in sheet.notes)


def test_one_that_is_missing_is_missing_there_too() -> None:
    sheet = score_sheet(study([cells()[0], (cells()[1][0], None)]))
    assert [box.text for box in dict(sheet.rows)["ST-EC-SF/ID"][:3]] == ["80.00", "–", "–"]


def test_one_alone_and_other_losses_arent_joined() -> None:
    assert side_by_side(study(cells()[:1]).methods) == {}
    mixed = [cells()[0], (params("st_ec", task="id", tasks=TASKS, smoothing=0.0), (0.5, 0.5))]
    assert side_by_side(study(mixed).methods) == {}
