"""Places in the text of a sentence, and the words there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtal.exchange.faults import Unfit
from mtal.exchange.text import bounds, fingerprint, from_utf16, text_of, words_between
from support.annotated import QUICK, words


@given(words(longest=20), st.data())
@QUICK
def test_places_lead_back_to_words(tokens: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    start, end = bounds(tokens)[first][0], bounds(tokens)[last][1]
    assert text_of(tokens)[start:end] == " ".join(tokens[first : last + 1])
    assert words_between(tokens, start, end) == (first, last)
    wider = max(start - 1, 0), min(end + 1, len(text_of(tokens)))
    assert words_between(tokens, *wider) == (first, last)


@given(words(longest=6), st.data())
@settings(QUICK, max_examples=100)
def test_whatever_is_no_whole_words_is_refused(tokens: list[str], data: st.DataObject) -> None:
    size = len(text_of(tokens))
    start, end = data.draw(st.integers(-2, size + 2)), data.draw(st.integers(-2, size + 2))
    try:
        first, last = words_between(tokens, start, end)
    except Unfit:
        return
    assert 0 <= first <= last < len(tokens)
    assert text_of(tokens)[start:end].strip(" ") == text_of(tokens[first : last + 1]).strip(" ")


@given(st.text(st.characters(exclude_categories=["Cs"])))
@QUICK
def test_utf16(text: str) -> None:
    for place in range(len(text) + 1):
        assert from_utf16(text, len(text[:place].encode("utf-16-le")) // 2) == place
    assert from_utf16(text, -1) == -1
    assert from_utf16(text, 10_000) > len(text)


def test_half_a_character_is_no_place() -> None:
    assert from_utf16("😀", 1) == 2


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (0, 4, "ends inside the word 'New'"),
        (4, 6, "begins inside the word 'New'"),
        (2, 3, "holds no word"),
        (3, 3, "lies outside the text, which has 11 characters"),
        (-1, 2, "lies outside"),
        (7, 12, "lies outside"),
    ],
)
def test_reasons(start: int, end: int, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        words_between(["in", "New", "York"], start, end)


def test_a_fingerprint_is_of_words() -> None:
    assert fingerprint(["a b"]) != fingerprint(["a", "b"])
    assert len(fingerprint(["a"])) == 16
