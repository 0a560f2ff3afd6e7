"""What a page is of."""

from __future__ import annotations

from mtal.page.study import _order, _title, study
from mtal.study.sweeps import sweep_names
from support.composing import ROOT
from support.study import measured, params


def test_tables_by_number_then_figures_then_ones_own() -> None:
    names = ["mine", "figure1", "table10", "table3"]
    assert sorted(names, key=_order) == ["table3", "table10", "figure1", "mine"]
    assert [*map(_title, ["table10", "my_weights", "figure"])] == ["Table 10", "my_weights", "figure"]
    assert len({*map(_order, sweep_names(ROOT))}) == len(sweep_names(ROOT))


def test_the_cells_of_a_sweep_in_its_own_order() -> None:
    found = study(["figure5", "figure1"], "cpu", ROOT, lambda _: measured(params(), 0.5, 0.5))
    assert [each.results.name for each in found.sweeps] == ["figure1", "figure5"]
    assert [each.results.cells for each in found.sweeps] == [2, 4] and found.everything.cells == 6
    assert found.sweeps[0].about.startswith("Figure 1: how much of their selections")
