"""Whether our cells say what the paper says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mtal.analysis.gaps import LEVEL, Gap, holm
from mtal.questions.asked import Contrast, Expected, Question
from mtal.questions.contrasts import MEAN, Found, found
from mtal.questions.printed import printed
from mtal.tables.results import Results
from mtal.tables.systems import Systems

OPEN, SAME, OTHER = "open", "as the paper", "unlike the paper"


@dataclass(frozen=True)
class Answered:
    """A row: a contrast on a task, with p corrected."""

    contrast: Contrast
    found: Found
    p: float | None


def answers(question: Question, studies: Mapping[str, tuple[Results, Systems]]) -> list[Answered]:
    """The rows of a question, p corrected over all of them."""
    rows = [(each, row) for each in question.contrasts for row in found(each, *studies[each.sweep])]
    p = iter(holm([row.gap.p for _, row in rows if row.gap]))
    return [Answered(each, row, next(p) if row.gap else None) for each, row in rows]


def outcome(row: Answered) -> str | None:
    """Whether a row says what the paper says; None while it isn't there. One seed says nothing of training's chance."""
    if row.found.gap is None or row.p is None:
        return None
    expected = _expected(row)
    if row.found.gap.seeds < 2 or (row.p >= LEVEL and expected is not Expected.LEVEL):
        return OPEN
    return SAME if row.p >= LEVEL or expected is _side(row.found.gap) else OTHER


def leans(row: Answered) -> bool:
    """Whether the gap is on the paper's side, be it noise or not."""
    return row.found.gap is not None and _expected(row) is _side(row.found.gap)


def _side(gap: Gap) -> Expected:
    return Expected.AHEAD if gap.difference > 0 else Expected.BEHIND


def _expected(row: Answered) -> Expected:
    """What the paper's table prints for this task, else its answer to the contrast."""
    gap = printed(row.contrast, row.found.task)
    if gap is None or (row.contrast.expected is Expected.LEVEL and row.found.task == MEAN):
        return row.contrast.expected
    return Expected.AHEAD if gap > 0 else Expected.BEHIND
