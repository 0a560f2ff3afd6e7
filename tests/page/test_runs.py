"""The parameters of runs."""

from __future__ import annotations

from mtal.page.runs import runs_section
from support.study import params, place


def test_what_sets_runs_apart_stands_in_the_table_and_the_rest_below() -> None:
    text = runs_section([place(params(seed=1)), place(params(seed=2), there=False)])
    table, common = text.split("What they have in common")
    assert "toy: 1 of 2 runs are there" in table
    assert '<th scope="col">seed</th>' in table and "strategy.name" not in table
    assert "strategy.name: mt_avg" in common and '<span class="missing">missing</span>' in table


def test_rounds_are_a_number() -> None:
    text = runs_section([place(params(rounds=2)), place(params(rounds=3))])
    table, _ = text.split("What they have in common")
    assert '<th scope="col">rounds</th>' in table and "<td>2</td>" in table and "this" not in table
