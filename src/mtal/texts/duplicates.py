"""Sentences that say the same are bought once: equal ones, and those that differ in case, digits and punctuation."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from mtal.corpora.sentence import Sentence

EQUAL, NEAR = "duplicates", "near duplicates"
DIFFERENT = "labels of a duplicate that differ"


class _Letters(dict[int, str]):
    """What each character comes to: digits 0, marks of punctuation, spaces and what can't be seen nothing."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        self[code] = kept = "0" if kind == "Nd" else "" if kind[0] in "PZC" else character
        return kept


LETTERS = _Letters()


def near_text(words: Sequence[str]) -> str:
    """What two sentences have in common that nearly say the same; all of the text where it is punctuation alone.

    >>> near_text(["Room", "12", "is", "FREE", "!"])
    'room00isfree'
    """
    text = " ".join(words)
    folded = text.lower() if text.isascii() else _folded(text)
    return folded.translate(LETTERS) or text


def _folded(text: str) -> str:
    """Without case and without variants of characters, which case can hide and come from."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


@dataclass
class Distinct:
    """Sentences as they come, each text once, in linear time.

    Of several the first stays, in its place; but one with labels of more tasks goes before it, and one of `held`
    before all. A sentence that stays gets the labels that equal ones have and it hasn't.
    """

    held: Set[str] = frozenset()
    """Ids of sentences that stay whatever else there is: they were drawn or answered before."""
    sentences: list[Sentence] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """How many were `EQUAL` or `NEAR`, and how many labels of theirs were lost as `DIFFERENT`."""
    _places: dict[bytes, int] = field(default_factory=dict, repr=False)
    _beside: dict[str, int] = field(default_factory=dict, repr=False)
    """Those of `held` that stay beside another one of them."""

    def add(self, sentence: Sentence) -> None:
        """Take a sentence in, or leave it out."""
        key = blake2b(near_text(sentence.tokens).encode(), digest_size=16).digest()
        place = self._beside.get(sentence.id, self._places.setdefault(key, len(self.sentences)))
        if place == len(self.sentences):
            self.sentences.append(sentence)
            return
        there = self.sentences[place]
        if sentence.id != there.id and sentence.id in self.held and there.id in self.held:
            self._beside[sentence.id] = len(self.sentences)
            self.sentences.append(sentence)
            return
        equal = there.tokens == sentence.tokens
        self.left_out[EQUAL if equal else NEAR] += 1
        stays, goes = (sentence, there) if self._rank(sentence) > self._rank(there) else (there, sentence)
        self.sentences[place] = self._joined(stays, goes) if equal else stays

    def _rank(self, sentence: Sentence) -> tuple[bool, int]:
        return sentence.id in self.held, len(sentence.labels)

    def _joined(self, stays: Sentence, goes: Sentence) -> Sentence:
        """A sentence with the labels that an equal one has beyond its own."""
        self.left_out[DIFFERENT] += sum(stays.labels.get(task, label) != label for task, label in goes.labels.items())
        return replace(stays, labels={**goes.labels, **stays.labels}) if goes.labels else stays
