"""What every reader of text gives: the words of a sentence, what the file says of it, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mtal.corpora.characters import hidden
from mtal.corpora.report import shown
from mtal.errors import InputError


class Found(NamedTuple):
    """A sentence of a file, before it has a name for good."""

    line: int | None
    """Where it, or the paragraph that it is of, begins; None where its format doesn't tell."""
    words: list[str]
    id: str | None = None
    """The name that the file gives it."""
    domain: str | None = None
    """None: the name of the file's folder."""
    labels: dict[str, Any] = {}  # noqa: RUF012  # a tuple's default, which nobody changes


Split = Callable[[Iterator[tuple[int, str]]], Iterator[tuple[int, list[str]]]]
"""Numbered lines of plain text to the words of each sentence and the line of its paragraph."""


def named(path: Path, line: int, what: str, value: Any) -> str | None:
    """An id or a domain that a file gives; None where it gives none. `InputError` for one that can't be a name."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise InputError(path, line, f"{what} is {shown(value)} instead of a name")
    name = str(value).strip()
    if not name or (fault := hidden(name)):
        raise InputError(path, line, f"{what} {shown(value)} {f'holds {fault}' if name else 'is white space'}")
    return name


def divided(path: Path, line: int, text: str, split: Split, id: str | None, domain: str | None) -> Iterator[Found]:
    """The sentences of a text in a field of a record.

    The only sentence of a text has the text's id, several have it with their places: `ID:0`, `ID:1`.
    """
    if not text.isascii():
        _check_unicode(path, line, text)
    sentences = [words for _, words in split(iter([(line, each) for each in text.splitlines()]))]
    for place, words in enumerate(sentences):
        yield Found(line, words, f"{id}:{place}" if id and len(sentences) > 1 else id, domain)


def _check_unicode(path: Path, line: int, text: str) -> None:
    """Refuse half a character, which JSON escapes can smuggle in."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        around = text[max(0, error.start - 10) : error.start + 10]
        raise InputError(path, line, f"{shown(around)} is not valid Unicode") from None


def check_words(path: Path, line: int, words: Any) -> list[str]:
    """`words`, which must be a list of strings, at least one."""
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise InputError(path, line, f"tokens are {shown(words)} instead of a list of words, at least one")
    _check_unicode(path, line, " ".join(words))
    return words
