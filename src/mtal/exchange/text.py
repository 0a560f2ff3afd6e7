"""The text of a sentence as annotators see it, and the way back from places in it to words.

The text is the words joined by single spaces. Places are counted in code points, as Python does; some tools count in
UTF-16, where a character beyond U+FFFF, such as an emoji, is two.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate

from mtal.corpora.report import shown
from mtal.exchange.faults import Unfit


def text_of(words: Sequence[str]) -> str:
    """The words, joined by single spaces."""
    return " ".join(words)


def fingerprint(words: Sequence[str]) -> str:
    """16 hex digits that differ where the words differ."""
    return sha256("\n".join(words).encode()).hexdigest()[:16]


def bounds(words: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end (exclusive) of each word in the text, in code points."""
    ends = accumulate(len(word) + 1 for word in words)
    return [(end - len(word) - 1, end - 1) for word, end in zip(words, ends, strict=True)]


def words_between(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """First and last word of the text from `start` to `end`, in code points; a space at either end doesn't count.

    Raises `Unfit` for what isn't whole words.

    >>> words_between(["in", "New", "York"], 2, 11)
    (1, 2)
    """
    text, places = text_of(words), bounds(words)
    if not 0 <= start < end <= len(text):
        raise Unfit(f"the span from {start} to {end} lies outside the text, which has {len(text)} characters")
    starts = {place: i for i, (place, _) in enumerate(places)}
    ends = {place: i for i, (_, place) in enumerate(places)}
    first, last = starts.get(start + (start in ends)), ends.get(end - (end in starts))
    if first is None:
        raise Unfit(f"the span {shown(text[start:end])} begins inside the word {_around(words, start)}")
    if last is None:
        raise Unfit(f"the span {shown(text[start:end])} ends inside the word {_around(words, end)}")
    if last < first:
        raise Unfit(f"the span from {start} to {end} holds no word")
    return first, last


def _around(words: Sequence[str], place: int) -> str:
    return shown(next(word for word, (_, end) in zip(words, bounds(words), strict=True) if place <= end))


def from_utf16(text: str, place: int) -> int:
    """A place in code points that is counted in UTF-16; beyond the text where it lies there or splits a character.

    >>> from_utf16("\U0001f600 a", 3)
    2
    """
    if place <= 0:
        return place
    before = accumulate(1 + (letter > "\uffff") for letter in text)
    return next((i for i, count in enumerate(before, 1) if count == place), len(text) + 1)
