"""What sentences are called: by their words, so that text may come, go and move around them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from mtal.corpora.report import shown
from mtal.errors import InputError


def id_of(words: Sequence[str]) -> str:
    """The id of a sentence that has none of its own: `s-` and 12 hex digits, equal where all words are.

    >>> id_of(["Ann", "left", "."])
    's-f9af11616ab5'
    """
    return "s-" + sha256("\n".join(words).encode()).hexdigest()[:12]


class Identities:
    """The ids that were given and their words, in some hundred bytes each."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words = array("q")
        self._lines = array("q")
        self._files = array("q")
        self._paths: list[Path] = []

    def check(self, id: str, words: Sequence[str], path: Path, line: int | None) -> None:
        """`InputError` that names both places where the id stands for other words already."""
        number = self._numbers.setdefault(id, len(self._words))
        if number == len(self._words):
            if not self._paths or self._paths[-1] != path:
                self._paths.append(path)
            self._words.append(hash(tuple(words)))
            self._lines.append(line or 0)
            self._files.append(len(self._paths) - 1)
        elif self._words[number] != hash(tuple(words)):
            first, at = self._paths[self._files[number]], self._lines[number]
            place = f"{first}:{at}" if at else str(first)
            raise InputError(path, line, f"the id {shown(id)} has other words in {place}; give one of them another id")
