"""All tables of a sweep."""

from __future__ import annotations

from mtal.tables.report import compared, sheets
from support.study import params, study, tally


def test_a_sweep_has_the_tables_that_it_has_something_for() -> None:
    both = study([(params(name), (0.5, 0.5)) for name in ("mt_avg", "mt_r", "st_ec")])
    assert [sheet.key for sheet in sheets(both, lambda result, _: tally(lambda i: 5))] == [
        "scores",
        "wins",
        "random",
        "savings",
        "tasks",
        "pairs",
    ]
    along = [sheet.key for sheet in sheets(both, lambda result, _: None, by="cost")]
    assert along == ["scores", "costs", "wins", "random", "savings"]
    assert [sheet.key for sheet in sheets(study([(params(), None)]), lambda result, _: None)] == ["scores"]
    losses = study([(params(), (0.5, 0.5)), (params(smoothing=0.0), (0.5, 0.5))])
    assert [sheet.key for sheet in sheets(losses, lambda result, _: None)] == ["scores", "overconfidence"]
    empty = study([(params("st_ec", smoothing=smoothing), None) for smoothing in (0.0, 0.2)] + [(params(), None)])
    assert [sheet.key for sheet in sheets(empty, lambda result, _: None)] == ["scores"]


def test_cells_without_predictions_are_no_systems() -> None:
    results = study([(params(seed=seed), (0.5, 0.5)) for seed in (1, 2)])
    there = compared(results, lambda result, _: tally(lambda i: 5) if result.seed == 2 else None)
    ((system,),) = (each.values() for each in there.values())
    assert system.seeds == [2]
