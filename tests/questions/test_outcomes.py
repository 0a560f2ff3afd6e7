"""Whether rows say what the paper says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtal.analysis.gaps import Gap
from mtal.questions.asked import Contrast, Expected, one
from mtal.questions.contrasts import Found
from mtal.questions.outcomes import Answered, leans, outcome

AHEAD, BEHIND, LEVEL = Expected.AHEAD, Expected.BEHIND, Expected.LEVEL


def row(expected: Expected, difference: float, p: float, task: str = "mean", sweep: str = "figure4") -> Answered:
    gap = Gap(difference, difference, difference, p, 2)
    names = ("MT-MAX", "MT-EC-NER") if sweep == "table5" else ("MT-AVG", "MT-R")
    return Answered(Contrast(sweep, one(names[0]), one(names[1]), expected), Found(task, gap, 1, 1, 1), p)


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        (row(AHEAD, 0.1, 0.01), "as the paper"),
        (row(AHEAD, -0.1, 0.01), "unlike the paper"),
        (row(BEHIND, -0.1, 0.01), "as the paper"),
        (row(AHEAD, 0.1, 0.05), "open"),
        (row(LEVEL, 0.1, 0.3), "as the paper"),
        (row(LEVEL, 0.1, 0.01), "unlike the paper"),
        (row(LEVEL, -0.1, 0.01, "NER", "table5"), "as the paper"),  # its table prints -1.23 there
        (row(LEVEL, -0.1, 0.01, "mean", "table5"), "unlike the paper"),
    ],
)
def test_outcomes(answered: Answered, said: str) -> None:
    assert outcome(answered) == said


def test_one_seed_leaves_it_open_and_leans() -> None:
    answered = row(AHEAD, 0.1, 0.001)
    single = replace(answered, found=replace(answered.found, gap=replace(answered.found.gap, seeds=1)))
    assert outcome(single) == "open" and leans(single)
    assert not leans(row(AHEAD, -0.1, 0.001)) and not leans(row(LEVEL, 0.1, 0.001))


def test_what_isnt_there_has_none() -> None:
    contrast = Contrast("toy", one("a"), one("b"), AHEAD)
    assert outcome(Answered(contrast, Found("DP", None, 0, 0, 1), None)) is None
