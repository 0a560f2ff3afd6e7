"""Stage C: the head of each phrase and the arcs between its children, from the leaves up."""

from __future__ import annotations

from mtal.treebank.conversion.coordination import coordinate
from mtal.treebank.conversion.draft import Draft
from mtal.treebank.conversion.node import SILENT_CHAIN, SILENT_SUBTREE, Node
from mtal.treebank.conversion.search import head_rule, search_head
from mtal.treebank.tags import ADVERBIAL, HLN, NOMINAL, NOUN, PRD, TTL


def phrase_heads(draft: Draft) -> None:
    """C: choose each phrase's head; the other children get an arc to it or to another child."""
    for node in draft.phrases:
        children = node.children
        if not children or node.tag == "TOP":
            continue
        if len(children) == 1:
            head = children[0]
            node.silent = head.silent
        else:
            if children[0].silent and all(child.silent for child in children):
                node.silent = SILENT_SUBTREE
            head = _phrase_head(node)
        node.phrase_head, node.head_leaf = head, head.head_leaf


def _phrase_head(node: Node) -> Node:
    rule = head_rule(node)
    head = coordinate(node, rule)
    if head is not None:
        return head
    if node.tag in {"NP", "NML"}:
        _appositions(node)
    elif node.tag == "QP":
        _quantifiers(node)
    return search_head(node.children, rule)


def _appositions(phrase: Node) -> None:
    """C4: *Maria Lopez, the head of the lab*."""
    children = phrase.children
    for child in children:
        if child.kind & NOUN:
            return
    first = next((child for child in children if child.kind & NOMINAL and not _is_possessive(child)), None)
    if first is None or first.silent == SILENT_CHAIN or first.head is not None:
        return
    for later in children[children.index(first) + 1 :]:
        if later.head is None and _is_apposition(later):
            later.head, later.label = first, "appo"


def _is_possessive(node: Node) -> bool:
    return any(child.tag == "POS" for child in node.children)


def _is_apposition(node: Node) -> bool:
    if node.tag in {"NP", "NML"} and not node.functions & ADVERBIAL:
        return True
    if node.functions & (HLN | TTL):
        return True
    return node.tag == "RRC" and any(child.tag == "NP" and child.functions & PRD for child in node.children)


def _quantifiers(phrase: Node) -> None:
    """C5: *more than*, *close to*, *something like*, *up to*."""
    for left, right in zip(phrase.children, phrase.children[1:], strict=False):
        if right.head is None and _is_multiword(left, right):
            right.head, right.label = left, "com"


def _is_multiword(left: Node, right: Node) -> bool:
    match left.tag:
        case "JJR" | "RBR":
            return right.word == "than"
        case "JJ":
            return right.word == "to"
        case "NN":
            return right.word == "like"
        case "IN":
            return right.tag == "TO"
    return False
