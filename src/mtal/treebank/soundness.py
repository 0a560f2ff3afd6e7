"""Which trees can be converted sensibly, and which have lost what the conversion needs."""

from __future__ import annotations

from collections.abc import Iterable

from mtal.treebank.conversion.head_tables import HEADS
from mtal.treebank.tree import Tree

UNPARSED_TAGS = frozenset({"XX", "VERB"})
ENOUGH_TO_TELL = 200
STRIPPED = "stripped trees (no function tags, no empty elements)"
LOST = "subjects, copular heads and relative pronouns"
"""What no conversion gets right without them."""


def skip_reason(tree: Tree) -> str | None:
    """Why this tree can't be converted sensibly, or None where it can.

    A single word needs no structure; more words need at least one phrase that the head table knows.
    """
    if not tree.tokens:
        return "no words, only empty elements"
    if any(bracket and bracket.parts.tag in HEADS for bracket in tree.brackets):
        return None
    if UNPARSED_TAGS.intersection(tree.tags):
        return "unparsed: a flat tree of XX or VERB"
    return "no known constituent: a flat tree" if len(tree.tokens) > 1 else None


def is_stripped(trees: Iterable[Tree]) -> bool:
    """Whether these trees have lost their function tags and empty elements (as CoNLL-2012 files have).

    True where some trees have a verb phrase and none of those has a function tag or an empty element: full trees mark
    the subject. The first `ENOUGH_TO_TELL` trees of a file serve as well as all of them.
    """
    clausal = [tree for tree in trees if _has_verb_phrase(tree)]
    return bool(clausal) and not any(map(_is_marked, clausal))


def _has_verb_phrase(tree: Tree) -> bool:
    return any(bracket and bracket.parts.tag == "VP" for bracket in tree.brackets)


def _is_marked(tree: Tree) -> bool:
    """Whether there is a function tag or an empty element."""
    return any(bracket and (bracket.is_empty or bracket.parts.functions) for bracket in tree.brackets)
