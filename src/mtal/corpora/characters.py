"""Characters that nobody sees: in a name they make another name, and around a word they make another word."""

from __future__ import annotations

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Control characters and what divides lines and paragraphs."""
EDGES = re.compile(r"^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$")
"""White space at the ends, of no width too."""
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode that have no place in a name."""
JOINERS = "\u200c\u200d"  # how some scripts are spelled
SAID = {"\n": "line feed", "\r": "carriage return", "\t": "tab", "\x85": "next line", "\ufeff": "byte order mark"}


def is_seen(text: str) -> bool:
    """Whether there is anything in `text` that a reader of it would see."""
    return any(unicodedata.category(character) not in UNSEEN for character in text)


def hidden(name: str) -> str | None:
    """The first character of `name` that has no place in a name, in words; None where all have.

    >>> hidden("a\\nb"), hidden("play music")
    ('U+000A (line feed)', None)
    """
    if name.isprintable():
        return None
    for character in name:
        if unicodedata.category(character) in FORBIDDEN and character not in JOINERS:
            said = SAID.get(character) or unicodedata.name(character, "control character").lower()
            return f"U+{ord(character):04X} ({said})"
    return None
