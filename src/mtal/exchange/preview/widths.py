"""How wide a text will be, as far as that can be told without the font."""

from __future__ import annotations

import unicodedata

NARROW = frozenset({"Mn", "Me", "Cf"})
"""Categories of Unicode that take no room."""


def columns(text: str) -> int:
    """The width of a text in letters: two for a wide one, such as 語, none for a mark on another letter.

    >>> columns("語a"), columns("e\\u0301")
    (3, 1)
    """
    seen = (letter for letter in text if unicodedata.category(letter) not in NARROW)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in seen)
