"""Words that can't be seen."""

from __future__ import annotations

from mtal.corpora.report import ReadingReport
from mtal.corpora.words import PLACEHOLDER, visible


def test_only_invisible_words_are_replaced() -> None:
    report = ReadingReport()
    words = ["", "\t\t", "\u00a0", "a b", "-"]
    assert visible(words, report) == [PLACEHOLDER] * 3 + ["a b", "-"]
    assert sum(report.notes.values()) == 3


def test_visible_words_stay() -> None:
    report = ReadingReport()
    assert visible(["a", "_"], report) == ["a", "_"]
    assert not report.notes
