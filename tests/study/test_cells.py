"""A cell is its parameters."""

from __future__ import annotations

import re

import pytest
import yaml

from mtal.study.cells import BEGINNING, cell, name_of
from support.composing import ROOT, composed


def test_the_same_parameters_by_other_words_are_the_same_cell() -> None:
    plain = composed("corpus=scierc", "tasks=ner_re")
    told = composed(
        "schedule=relations", "model=smt", "tasks=[ner_span,re]", "corpus=scierc", "strategy=mt_avg_clusters"
    )
    assert re.fullmatch("cell-[0-9a-f]{10}", name_of(plain))
    assert name_of(plain) == name_of(told) == name_of(dict(reversed(plain.items())))


@pytest.mark.parametrize("override", ["seed=2", "loss=ce", "strategy=mt_rrf", "tasks=[ner,dp]", "costs.ner.item=2"])
def test_other_parameters_are_another_cell(override: str) -> None:
    assert name_of(composed(override)) != name_of(composed())


def test_what_has_no_say_in_scores_makes_no_other_cell() -> None:
    assert name_of(composed("analysis.round=1")) == name_of(composed())


def test_an_option_that_comes_later_and_is_off_changes_no_name() -> None:
    before, later = composed(), composed()
    later["strategy"] |= {"new": None, "switch": False}
    assert name_of(later) == name_of(before)
    assert name_of(later | {"strategy": later["strategy"] | {"switch": True}}) != name_of(before)


@pytest.mark.parametrize(
    ("override", "shared"),
    [
        ("strategy=mt_rrf", True),
        ("decision.n=3", True),
        ("rounds=[{this: 0, next: 1}]", True),
        ("costs.ner.item=2", True),
        ("seed=2", False),
        ("loss=ce", False),
        ("model=smt", False),
        ("sample.initial=5", False),
    ],
)
def test_cells_share_the_round_before_the_first_selection(override: str, shared: bool) -> None:
    assert (cell((), composed(override)).beginning == cell((), composed()).beginning) is shared


def test_a_beginning_is_what_the_first_training_depends_on() -> None:
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text())["stages"]
    named = [*stages["convert"]["params"], *stages["sample"]["params"], *stages["train"]["do"]["params"]]
    assert set(BEGINNING) == set(named)
