"""Overconfidence and its reduction, against hand-made numbers."""

from __future__ import annotations

from mtal.tables.overconfidence import overconfidence_sheet
from mtal.tables.results import gather
from support.study import by_revision, measured, params, place


def rows(cells, name="toy"):
    tables = {
        place(each).cell.name: measured(each, 0.5, 0.5, **{column: [0.9, 0.9, last]}) for each, column, last in cells
    }
    sheet = overconfidence_sheet(gather(name, "cpu", [place(each) for each, _, _ in cells], by_revision(tables)))
    return sheet and {name: [box.text for box in boxes] for name, boxes in sheet.rows}


def test_errors_and_their_reduction_beside_the_papers() -> None:
    cells = [
        (params("st_ec", task="dp", smoothing=0.0), "oe.dp", 0.10),
        (params("st_ec", task="dp"), "oe.dp", 0.02),
        (params("st_da", task="dp", smoothing=0.0), "oe.dp", 0.05),
        (params("mt_avg", smoothing=0.0, seed=1), "oe.avg", 0.10),
        (params("mt_avg", smoothing=0.0, seed=2), "oe.avg", 0.20),
        (params("mt_avg", smoothing=0.0, ts=True), "oe.avg", 0.30),
        (params("mt_rrf"), "oe.avg", 0.30),  # claims nothing
    ]
    assert rows(cells, "table6") == {
        "ST-EC-DP CE": ["0.1000", "", "0.1051", ""],
        "ST-EC-DP LS": ["0.0200", "80.00", "0.0450", "57.18"],
        "ST-DA-DP CE": ["0.0500", "50.00", "0.0505", "51.95"],
        "MT-AVG CE": ["0.1500 ± 0.0707", "", "0.0637", ""],
        "MT-AVG TS": ["0.3000", "-100.00", "0.0622", "2.35"],
    }


def test_settings_are_averaged() -> None:
    cells = [
        (params(domain="a", smoothing=0.0), "oe.avg", 0.10),
        (params(domain="a"), "oe.avg", 0.02),
        (params(domain="b", smoothing=0.0), "oe.avg", 0.30),
        (params(domain="b"), "oe.avg", 0.18),
    ]
    assert rows(cells) == {
        "MT-AVG CE": ["0.1000", "0.3000", "0.2000", ""],
        "MT-AVG LS": ["0.0200", "0.1800", "0.1000", "50.00"],
    }


def test_one_loss_has_nothing_to_compare() -> None:
    assert rows([(params(smoothing=0.0), "oe.avg", 0.1)]) is None
