"""The questions that come with the project, and the page that is made of them."""

from __future__ import annotations

from functools import cache

import pytest

from mtal.cli.questions import reproduction
from mtal.questions.paper import QUESTIONS
from mtal.study.sweeps import places
from mtal.tables.methods import methods
from support.composing import ROOT

CONTRASTS = [(question.number, each) for question in QUESTIONS for each in question.contrasts]
AT_PAPER_ALONE = ("MT-AVG BLP",)
"""Asked of the paper's scale; the small one hasn't got it."""


@cache
def names(sweep: str) -> frozenset[str]:
    """The methods of a sweep at the small scale."""
    found = methods([place.cell.params for place in places([sweep], "cpu", ROOT, {})])
    return frozenset(method.name for method in found)


def test_all_questions_of_the_paper_are_asked() -> None:
    numbers = ["Q1.1", "Q1.2", "Q1.3", "Q2.1", "Q2.2", "Q3.1", "Q3.2", "Q3.3"]
    assert [question.number for question in QUESTIONS] == numbers


@pytest.mark.parametrize(("number", "contrast"), CONTRASTS)
def test_the_small_scale_has_methods_for_both_sides(number, contrast) -> None:
    for side in (contrast.first, contrast.second):
        if not set(side.names) & {*AT_PAPER_ALONE}:
            assert any(side.has(name) for name in names(contrast.sweep)), (number, side)


def test_the_page_in_docs_is_what_the_command_writes() -> None:
    """After `mtal sweep … --keep` it is written anew (`make study`)."""
    assert (ROOT / "docs/reproduction.md").read_text(encoding="utf-8") == reproduction(ROOT, "cpu")
