"""Stage C3: coordination."""

from __future__ import annotations

from functools import lru_cache

from mtal.treebank.conversion.head_tables import CONJUNCTS
from mtal.treebank.conversion.labels import auxiliary_label, is_expletive
from mtal.treebank.conversion.node import SILENT_CHAIN, Node, first_leaf
from mtal.treebank.conversion.search import HeadRule, attach, search_head
from mtal.treebank.conversion.special import is_discourse, special_label
from mtal.treebank.tags import (
    ADVERB,
    ADVERBIAL,
    CONJUNCTION,
    COORDINATOR,
    DTV,
    ETC,
    LGS,
    MAIN_CLAUSE,
    NOM,
    NOMINAL,
    PRD,
    PUNCTUATION,
    SBJ,
    fits,
)


def contains_coordination(phrase: Node, children: list[Node]) -> bool:
    """Whether these children of a phrase are coordinated (docs/conversion.md, "Terms")."""
    if not _has_sign(phrase, children):
        return False
    subject = any(child.functions & SBJ and not _is_predicate(child) for child in children)
    return not (subject and any(map(_is_predicate, children)))


def _has_sign(phrase: Node, children: list[Node]) -> bool:
    for child in children:
        if child.kind & CONJUNCTION:
            return True
    return phrase.tag == "UCP" or (phrase.kind & NOMINAL != 0 and _ends_in_etc(children))


def _is_predicate(node: Node) -> bool:
    return node.tag == "VP" or node.functions & PRD != 0


def _ends_in_etc(children: list[Node]) -> bool:
    for child in children[:0:-1]:
        if not child.kind & PUNCTUATION:
            return child.functions & ETC != 0 or first_leaf(child).word == "etc."
    return False


def coordinate(phrase: Node, rule: HeadRule) -> Node | None:
    """Attach coordinators and later conjuncts; the head of the first conjunct, or None without coordination."""
    children = phrase.children
    if not _has_sign(phrase, children):  # saves most phrases the rest
        return None
    start = _leading(children)
    if not contains_coordination(phrase, children[start:]):
        return None
    heads = _conjunct_heads(phrase, start, rule)
    if not heads:
        return None
    for later in heads[1:]:
        later.head, later.label = heads[0], _conjunct_label(later)
    if len(heads) > 1 and (phrase.tag == "VP" or phrase.functions & PRD):
        _share_arguments(phrase, heads)
    return heads[0]


def _leading(children: list[Node]) -> int:
    """The number of conjunctions, punctuation and silent chains at the beginning."""
    for position, child in enumerate(children):
        if not (child.kind & (CONJUNCTION | PUNCTUATION) or child.silent == SILENT_CHAIN):
            return position
    return len(children)


def _conjunct_heads(phrase: Node, begin: int, rule: HeadRule) -> list[Node]:
    """The head of each group between coordinators; the rest of a group and the coordinators are attached."""
    children = phrase.children
    is_open = not any(_is_conjunct_tag(phrase.tag, child.tag) for child in children[begin:])
    heads: list[Node] = []
    start, seen = 0, False
    for position in range(begin, len(children)):
        child = children[position]
        if not _is_coordinator(child):
            seen = seen or _is_conjunct(phrase, position, is_open)
        elif seen:
            heads.append(_group_head(children[start:position], rule))
            attach(child, heads[-1])
            start, seen = position + 1, False
        elif heads:
            for member in children[start : position + 1]:
                attach(member, heads[-1])
            start = position + 1
    if heads and start < len(children):
        heads.append(_group_head(children[start:], rule))
    return heads


def _group_head(group: list[Node], rule: HeadRule) -> Node:
    return group[0] if len(group) == 1 else search_head(group, rule)


def _is_coordinator(node: Node) -> bool:
    return node.kind & COORDINATOR != 0


@lru_cache(maxsize=4096)
def _is_conjunct_tag(phrase: str, tag: str) -> bool:
    return phrase in CONJUNCTS and fits(tag, CONJUNCTS[phrase])


def _is_conjunct(phrase: Node, position: int, is_open: bool) -> bool:
    child = phrase.children[position]
    if phrase.tag == "SBAR" and child.tag in {"IN", "DT"}:
        return False
    if phrase.tag == "UCP":
        return position + 1 == len(phrase.children) or _is_coordinator(phrase.children[position + 1])
    if is_open:
        return special_label(child) is None
    if _is_conjunct_tag(phrase.tag, child.tag):
        if phrase.tag == "VP":
            return auxiliary_label(child) is None
        return not (phrase.kind & MAIN_CLAUSE and child.tag == "S" and child.functions & ADVERBIAL)
    return phrase.tag == "NP" and child.functions & NOM != 0


def _conjunct_label(node: Node) -> str:
    if is_discourse(node):
        return "disc"
    if (node.kind | node.head_leaf.kind) & PUNCTUATION:
        return "p"
    return "advcl" if node.tag in {"S", "SBAR", "SINV"} and node.functions & ADVERBIAL else "conj"


def _share_arguments(phrase: Node, heads: list[Node]) -> None:
    """Secondary arcs, still without label, from arguments of one conjunct to the others."""
    for child in phrase.children:
        if child.head is heads[-1] and _is_shareable(child):
            add_open_arcs(child, heads[:-1])
    node = phrase
    while node.parent is not None and node.parent.tag in {"VP", "S"}:
        for sibling in node.parent.children:
            if sibling is not node and _is_shareable(sibling):
                add_open_arcs(sibling, heads[1:])
        node = node.parent
        if node.tag == "S":
            return


def add_open_arcs(node: Node, heads: list[Node]) -> None:
    """Secondary arcs whose label is found in stage E."""
    if node.secondary is None:
        node.secondary = {}
    node.secondary.update(dict.fromkeys(heads))


def _is_shareable(node: Node) -> bool:
    if node.label in {"obj", "dat", "comp"} or node.functions & (LGS | DTV | ADVERBIAL) or node.kind & ADVERB:
        return True
    return node.functions & SBJ != 0 and not is_expletive(node)
