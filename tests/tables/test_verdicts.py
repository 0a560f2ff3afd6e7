"""Gaps in words."""

from __future__ import annotations

import pytest

from mtal.analysis.gaps import Gap
from mtal.tables.verdicts import gap_box, p_box, verdict


@pytest.mark.parametrize(
    ("difference", "p", "seeds", "said"),
    [
        (0.1, 0.01, 2, "better"),
        (-0.1, 0.01, 2, "worse"),
        (0.1, 0.05, 2, "noise"),
        (0.1, 0.01, 1, "better (1 seed)"),
        (0.1, 0.5, 1, "noise"),
    ],
)
def test_verdicts(difference: float, p: float, seeds: int, said: str) -> None:
    assert verdict(Gap(difference, 0.0, 0.2, p, seeds), p) == said


def test_boxes() -> None:
    box = gap_box(Gap(0.012, -0.001, 0.025, 0.1, 3))
    assert (box.text, box.n) == ("+1.20 [-0.10, +2.50]", 3) and box.value == pytest.approx(1.2)
    assert gap_box(None).text == "–"
    assert [p_box(p).text for p in (0.0004, 0.0005, 0.04999, 1.0)] == ["<0.001", "0.001", "0.050", "1.000"]
