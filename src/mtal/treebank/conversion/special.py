"""Step 14 of stage D: labels that the word or phrase itself decides; coordination asks for them too."""

from __future__ import annotations

from mtal.treebank.conversion.node import Node, parent_of
from mtal.treebank.tags import ADVERB, DISCOURSE, META, PUNCTUATION
from mtal.treebank.words import EMOTICON, NEGATION, PERCENT

_SPECIAL = DISCOURSE | EMOTICON | PUNCTUATION | ADVERB | META | PERCENT
_SPECIAL_TAGS = frozenset("ADVP PRN PRT RP DT WDT WP PDT".split())


def special_label(node: Node) -> str | None:
    """Step 14: discourse, punctuation, negation, asides, adverbs, particles, determiners."""
    leaf = node.head_leaf
    kinds = node.kind | leaf.kind
    if not kinds & _SPECIAL and node.tag not in _SPECIAL_TAGS and leaf.tag != "EMO":  # saves most nodes the rest
        return None
    if is_discourse(node):
        return "disc"
    if kinds & PUNCTUATION:
        return "p"
    if _is_negation(node) or _is_negation(leaf) or _is_no_longer(node):
        return "neg"
    if node.kind & (META | PERCENT):
        return "meta"
    if node.tag == "PRN":
        return "prn"
    if (node.tag == "ADVP" or kinds & ADVERB) and not _ends_prepositional_phrase(node):
        return "adv"
    if node.tag in {"PRT", "RP"}:
        return "prt"
    return "det" if node.tag in {"DT", "WDT", "WP", "PDT"} else None


def is_discourse(node: Node) -> bool:
    """Step 14a."""
    leaf = node.head_leaf
    return node.kind & DISCOURSE != 0 or leaf.tag in {"INTJ", "UH", "EMO"} or leaf.kind & EMOTICON != 0


def _is_negation(node: Node) -> bool:
    return node.kind & ADVERB != 0 and node.kind & NEGATION != 0


def _is_no_longer(node: Node) -> bool:
    return node.tag == "ADVP" and [child.word for child in node.children] == ["no", "longer"]


def _ends_prepositional_phrase(node: Node) -> bool:
    parent = parent_of(node)
    siblings = parent.children
    if parent.tag not in {"PP", "WHPP"} or siblings[-1] is not node:
        return False
    return len(siblings) > 1 and siblings[-2].tag in {"IN", "TO"}
