"""What the paper's tables print of a contrast."""

from __future__ import annotations

import pytest

from mtal.questions.asked import Contrast, Expected, How, Side, one
from mtal.questions.printed import printed


def gap(sweep: str, first: Side, second: Side, task: str) -> float | None:
    return printed(Contrast(sweep, first, second, Expected.AHEAD), task)


def test_points_between_two_rows() -> None:
    assert gap("table7", one("MT-IND β=1"), one("MT-R"), "RE") == pytest.approx(60.15 - 52.47)
    assert gap("table5", one("MT-MAX"), one("MT-EC-NER"), "mean") == pytest.approx(0.255, abs=0.01)


def test_columns_of_a_task_are_averaged() -> None:
    expected = (82.11 + 87.57 + 71.78 + 69.06) / 4
    found = gap("table8", one("MT-MIN BLP_AL"), one("MT-RRF GRD_AL"), "SF")
    assert found == pytest.approx((84.53 + 87.94 + 77.90 + 71.35) / 4 - expected)


def test_single_task_methods_count_on_their_own_task() -> None:
    own = Side("ST", ("ST-EC-* LS",), How.OWN)
    assert gap("table3", one("MT-AVG CMT LS"), own, "NER") == pytest.approx(74.44 - 75.61)
    assert gap("table3", one("MT-AVG CMT LS"), own, "mean") == pytest.approx((74.44 - 75.61 + 89.03 - 88.96) / 2)


def test_what_isnt_printed() -> None:
    assert gap("figure4", one("MT-R"), one("MT-R"), "DP") is None
    assert gap("table8", one("MT-MIN BLP_AL", "MT-RRF BLP_AL"), one("MT-RRF GRD_AL"), "SF") is None
    assert gap("table5", Side("MT", ("MT-*",)), one("ST-EC-DP"), "DP") is None
    assert gap("table5", Side("MT", ("MT-MAX",), How.BEST), one("ST-EC-DP"), "DP") is None
