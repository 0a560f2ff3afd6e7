"""Which trees can be converted sensibly, and which have lost what the conversion needs."""

from __future__ import annotations

from collections.abc import Iterable

from mtal.treebank.tree import EMPTY_TAG, Tree

UNPARSED_TAGS = frozenset({"XX", "VERB"})


def skip_reason(tree: Tree) -> str | None:
    """Why this tree can't be converted sensibly, or None where it can."""
    if not tree.tokens:
        return "no words, only empty elements"
    phrases = sum(not word and not other for _, word, other in tree.brackets) - 1
    if not phrases and UNPARSED_TAGS.issuperset(tree.tags):
        return "unparsed: a flat tree of XX or VERB"
    return None


def is_stripped(trees: Iterable[Tree]) -> bool:
    """Whether these trees have lost their function tags and empty elements (as CoNLL-2012 files have).

    True where some trees have a verb phrase and none of those has a function tag or an empty element: full trees mark
    the subject. A few sentences are enough to tell, so the first 200 of a file serve as well as all of them.
    """
    clausal = [tree for tree in trees if any(label == "VP" or label[:3] == "VP-" for label, _, _ in tree.brackets)]
    return bool(clausal) and not any(map(_is_marked, clausal))


def _is_marked(tree: Tree) -> bool:
    return any(label == EMPTY_TAG or ("-" in label and label[0] != "-") for label, _, _ in tree.brackets)
