"""Lines to paragraphs to sentences."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from mtal.texts.options import TextOptions
from mtal.texts.paragraphs import Splitter, paragraphs


def numbered(*lines: str) -> list[tuple[int, str]]:
    return list(enumerate(lines, 1))


CASES: list[tuple[list[str], list[tuple[int, str]]]] = [
    ([], []),
    (["", " "], []),
    (["a", "b"], [(1, "a"), (2, "b")]),
    (["", "a", "b", " ", ""], [(2, "a"), (3, "b")]),
    (["a", "b", "", "c"], [(1, "a b"), (4, "c")]),
    (["", "a", "", "", "b", "c", "\t", "d", ""], [(2, "a"), (5, "b c"), (8, "d")]),
]


@pytest.mark.parametrize(("lines", "expected"), CASES)
def test_empty_lines_part_paragraphs_if_there_are_any(lines: list[str], expected: list[tuple[int, str]]) -> None:
    assert list(paragraphs(numbered(*lines))) == expected


@given(st.lists(st.sampled_from(["", " ", "a", "b c"])))
def test_no_line_is_lost(lines: list[str]) -> None:
    found = list(paragraphs(numbered(*lines)))
    assert " ".join(text for _, text in found).split() == " ".join(lines).split()
    assert [n for n, _ in found] == sorted({n for n, _ in found})
    assert all(lines[n - 1].strip() for n, _ in found)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("paragraph", [(1, "He left ."), (1, "Bo and Ann stayed ."), (4, "No .")]),
        ("line", [(1, "He left ."), (1, "Bo"), (2, "and Ann stayed ."), (4, "No .")]),
        ("sentence", [(1, "He left . Bo"), (2, "and Ann stayed ."), (4, "No .")]),
    ],
)
def test_units(unit: str, expected: list[tuple[int, str]]) -> None:
    splitter = Splitter(TextOptions(unit=unit, language="en"))
    lines = numbered("He left. Bo", "and Ann stayed.", "", "No.")
    assert [(line, " ".join(words)) for line, words in splitter.sentences(lines)] == expected
