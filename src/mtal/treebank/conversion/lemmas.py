"""The little morphology that light verbs need: is this object an event?"""

from __future__ import annotations

from collections.abc import Iterator, Set

from mtal.treebank.conversion.node import Node
from mtal.treebank.tags import VERB

PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def is_eventive(leaf: Node, nouns: Set[str]) -> bool:
    """Whether the lemma of an object is in the list of eventive nouns."""
    if leaf.kind & VERB:
        return _verb_stem(leaf.word) in nouns
    if leaf.tag in PLURAL_TAGS:
        return any(form in nouns for form in _singulars(leaf.word))
    return leaf.word in nouns


def _singulars(word: str) -> Iterator[str]:
    """What a plural form can be the plural of."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("men"):
        yield word[:-3] + "man"
    yield word


def _verb_stem(word: str) -> str:
    """*rating* as a verb is *rat*: the ending goes, a doubled consonant becomes single."""
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
    return word
