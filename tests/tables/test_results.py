"""Finished cells and their measures, grouped."""

from __future__ import annotations

from math import isnan

from support.study import params, study


def test_cells_are_grouped_by_setting_and_method_in_the_order_of_the_file() -> None:
    cells = [
        (params("mt_r", seed=2, domain="b"), (0.1, 0.2)),
        (params("mt_r", seed=1, domain="b"), (0.3, 0.4)),
        (params("mt_avg", seed=1, domain="a"), None),
    ]
    results = study(cells)
    assert [setting.domain for setting in results.settings] == ["b", "a"]
    assert [method.name for method in results.methods] == ["MT-R", "MT-AVG"]
    assert results.cells == 3
    found = results.by_place[results.settings[0], results.methods[0]]
    assert [(each.seed, each.last("dp.las")) for each in found] == [(1, 0.3), (2, 0.1)]
    assert isnan(found[0].last("dp.uas"))
    assert results.main_column(("dp", "ner"), "ner") == "ner.f1"
    assert results.main_column(("sf", "id"), "id") is None
