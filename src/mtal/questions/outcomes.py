"""Whether our cells say what the paper says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mtal.analysis.gaps import LEVEL, holm
from mtal.questions.asked import Contrast, Expected, Question
from mtal.questions.contrasts import MEAN, Found, found
from mtal.questions.printed import printed
from mtal.tables.results import Results
from mtal.tables.systems import Systems

OPEN, SAME, OTHER = "open", "as the paper", "the opposite"


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
    """Whether a row says what the paper says; None while it isn't there."""
    if row.found.gap is None or row.p is None:
        return None
    expected = _expected(row)
    if row.p >= LEVEL:
        return SAME if expected is Expected.LEVEL else OPEN
    return SAME if expected is (Expected.AHEAD if row.found.gap.difference > 0 else Expected.BEHIND) else OTHER


def _expected(row: Answered) -> Expected:
    """What the paper's table prints for this task, else its answer to the contrast."""
    gap = printed(row.contrast, row.found.task)
    if gap is None or (row.contrast.expected is Expected.LEVEL and row.found.task == MEAN):
        return row.contrast.expected
    return Expected.AHEAD if gap > 0 else Expected.BEHIND
