"""The brackets of a tree as text, and what each of them says."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from mtal.treebank.tags import EMPTY, Label, parse_label
from mtal.treebank.words import read_word

CLOSE = ")"
EMPTY_TAG = "-NONE-"
WRAPPERS = frozenset({"", "TOP", "ROOT"})

# An opening bracket with its label, a whole leaf, a closing bracket, or a word that stands alone.
# White space is that of ASCII: words may hold other kinds.
BRACKET = re.compile(r"\(\s*+[^\s()]*+(?:\s++[^\s()]++\s*+\))?|\)|[^\s()]++", re.ASCII)
_SPACE = re.compile(r"\s++", re.ASCII)
_BLANK = " \t\n\r\f\v"


class Bracket(NamedTuple):
    """An opening bracket or a leaf: its label and form as in the file (`form` is "" for phrases), and both taken apart.

    `word` is the lower-case form of a token, the form of an empty leaf without its index, None for phrases.
    """

    label: str
    form: str
    parts: Label
    word: str | None

    @property
    def is_empty(self) -> bool:
        """Whether it is an empty element."""
        return self.parts.kind & EMPTY != 0

    def __str__(self) -> str:
        """The bracket as text."""
        return f"({self.label} {self.form})" if self.form else f"({self.label}"

    def __reduce__(self) -> tuple[Callable[[str], Bracket], tuple[str]]:
        """As text: light to send to another process, and shared there."""
        return read_bracket, (str(self),)


@lru_cache(maxsize=1 << 15)
def read_bracket(text: str) -> Bracket:
    """Take `(NP-SBJ` or `(NN dog)` apart."""
    if text[-1] != CLOSE:
        label = text[1:].strip(_BLANK)
        return Bracket(label, "", parse_label(label), None)
    label, form = _SPACE.split(text[1:-1].strip(_BLANK), maxsplit=1)
    if label == EMPTY_TAG:
        word, index = _read_empty(form)
        return Bracket(label, form, Label(EMPTY_TAG, EMPTY, 0, index, None), word)
    word, classes = read_word(form)
    tag, kind, functions, index, gap = parse_label(label)
    return Bracket(label, form, Label(tag, kind | classes, functions, index, gap), word)


def _read_empty(form: str) -> tuple[str, int | None]:
    """`*T*-1` is the form `*T*` with co-index 1."""
    name, dash, digits = form.rpartition("-")
    return (name, int(digits)) if dash and digits.isdecimal() else (form, None)
