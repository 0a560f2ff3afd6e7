"""What readers share: names, words, texts in fields."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mtal.errors import InputError
from mtal.texts.found import Found, check_words, divided, named

PATH = Path("a.csv")


def by_stops(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Sentences end at full stops."""
    return ((n, part.split()) for n, line in lines for part in line.split(".") if part.split())


@pytest.mark.parametrize(("value", "name"), [(None, None), ("", None), (0, "0"), (" x y ", "x y"), ("שלום", "שלום")])
def test_names(value: Any, name: str | None) -> None:
    assert named(PATH, 3, "id", value) == name


@pytest.mark.parametrize(
    ("value", "reason"),
    [(1.5, "1.5 instead of a name"), ({}, "{} instead"), ("\t", "is white space"), ("a\x00", "U+0000")],
)
def test_what_is_no_name(value: Any, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        named(PATH, 3, "id", value)
    assert str(caught.value).startswith("a.csv:3: id ") and reason in str(caught.value)


def test_sentences_of_a_text_are_counted_where_there_are_several() -> None:
    assert list(divided(PATH, 3, "a b.", by_stops, "x", "d")) == [Found(3, ["a", "b"], "x", "d")]
    assert [each.id for each in divided(PATH, 3, "a. b\u2028c", by_stops, "x", None)] == ["x:0", "x:1", "x:2"]
    assert [each.id for each in divided(PATH, 3, "a. b", by_stops, None, None)] == [None, None]
    assert list(divided(PATH, 3, " ", by_stops, "x", None)) == []


def test_words_are_strings_that_can_be_written() -> None:
    assert check_words(PATH, 3, ["a", "👋"]) == ["a", "👋"]
    for words, reason in (
        ([], "instead of a list of words"),
        (["a", None], "instead"),
        (["\udc00"], "not valid Unicode"),
    ):
        with pytest.raises(InputError, match=reason):
            check_words(PATH, 3, words)
