"""Words that can't be seen."""

from __future__ import annotations

import pytest

from mtal.corpora.report import ReadingReport
from mtal.corpora.words import PLACEHOLDER, visible


def test_only_invisible_words_are_replaced() -> None:
    report = ReadingReport()
    words = ["", "\t\t", "\u00a0", "a b", "-"]
    assert visible(words, report) == [PLACEHOLDER] * 3 + ["a b", "-"]
    assert sum(report.notes.values()) == 3


@pytest.mark.parametrize("word", ["\0", "\x1b\x7f", "\u200b", "\ufeff", "\u2028", "\u3000 \u00ad"])
def test_a_word_without_anything_to_see_is_replaced(word: str) -> None:
    report = ReadingReport()
    assert visible(["a", word], report) == ["a", PLACEHOLDER]
    assert report.notes == {"empty word replaced by a placeholder": 1}


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        (" a", "a"),
        ("a ", "a"),
        ("\u00a0a\u3000", "a"),
        ("\ufeffa\u200b", "a"),
        ("a\nb", "a b"),
        ("a\r\nb\tc", "a b c"),
        ("a\u2028\x85", "a"),
        ("\0a\x1bb", "a b"),
    ],
)
def test_what_is_around_words_goes_and_a_line_end_inside_becomes_a_space(word: str, seen: str) -> None:
    report = ReadingReport()
    assert visible(["x", word, "y"], report) == ["x", seen, "y"]
    assert visible([word], report) == [seen]
    assert report.notes == {"white space or control characters taken out of a word": 2}


@pytest.mark.parametrize(
    "word", ["a b", "a  b", "20\u00a0000", "می\u200cخواهم", "co\u00adop", "👩\u200d🔬", "\U0001fae8", "\u0301"]
)
def test_other_words_stay_as_they_are(word: str) -> None:
    report = ReadingReport()
    assert visible(["x", word], report) == ["x", word]
    assert not report.notes


def test_visible_words_stay() -> None:
    report = ReadingReport()
    assert visible(["a", "_"], report) == ["a", "_"]
    assert not report.notes
