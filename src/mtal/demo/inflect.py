"""English inflection, regular rules only; the lexicon lists what they get wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


def _s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def _ed(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


def _ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    return (word[:-1] if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) else word) + "ing"


def _comparative(ending: str) -> Callable[[str], str]:
    def inflect(word: str) -> str:
        if _CONSONANT_Y.search(word):
            return word[:-1] + "i" + ending
        return word + (ending[1:] if word.endswith("e") else ending)

    return inflect


RULES: dict[str, Callable[[str], str]] = {
    "NNS": _s,
    "NNPS": _s,
    "VBZ": _s,
    "VBD": _ed,
    "VBN": _ed,
    "VBG": _ing,
    "JJR": _comparative("er"),
    "JJS": _comparative("est"),
}


def inflect(lemma: str, tag: str, *, doubles: bool = False) -> str:
    """The form of `lemma` that the Penn tag asks for; `doubles` for a doubled last consonant (*stop*, *stopped*)."""
    rule = RULES.get(tag)
    if rule is None:
        return lemma
    if doubles and tag in ("VBD", "VBN", "VBG", "JJR", "JJS"):
        lemma += lemma[-1]
    return rule(lemma)
