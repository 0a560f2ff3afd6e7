"""Which sweep has which figure."""

from __future__ import annotations

from mtal.pictures.shipped import FIGURES, drawings
from support.composing import ROOT
from support.study import params, study


def test_the_sweeps_are_there() -> None:
    assert {*FIGURES, "figure4"} == {path.stem for path in (ROOT / "conf/sweep").glob("figure*.yaml")}


def test_a_sweep_of_ones_own_has_learning_curves() -> None:
    (picture,) = drawings(study([(params(), (0.5, 0.5))], "own"), "spent")
    assert picture.title == "toy" and picture.panels[0].x == "annotation cost"
    assert drawings(study([(params(), None)], "own")) == []
    assert drawings(study([(params(), (0.5, 0.5))], "figure3")) == []
