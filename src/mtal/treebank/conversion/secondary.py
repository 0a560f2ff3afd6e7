"""Stage E: secondary arcs, and `r-` labels of relative pronouns."""

from __future__ import annotations

from mtal.treebank.conversion.draft import Draft
from mtal.treebank.conversion.labels import arc_label
from mtal.treebank.conversion.node import SILENT_CHAIN, Node, parent_of
from mtal.treebank.conversion.repair import spoken_antecedent
from mtal.treebank.tags import PRD, WH_PHRASE, WH_WORD


def secondary_arcs(draft: Draft) -> None:
    """E: label the open arcs of shared arguments, and add those that traces and link words stand for."""
    for node in draft.order:
        if node.secondary is not None:
            for head, label in node.secondary.items():
                if label is None:
                    node.secondary[head] = arc_label(node, head)
        if node.antecedent is not None:
            antecedent = spoken_antecedent(node.antecedent)
            if antecedent is not None:
                _add_arc_of_trace(node, antecedent)


def _add_arc_of_trace(leaf: Node, antecedent: Node) -> None:
    if leaf.word == "*":
        source = _arc_bearer(parent_of(leaf), antecedent)
        if source.head is not None and not (source.head.functions & PRD and source.head.silent == SILENT_CHAIN):
            _add(antecedent, source.head, source.label)
    elif leaf.word == "*PRO*":
        _add(antecedent, parent_of(leaf).head, parent_of(leaf).label)
    elif leaf.word == "0" or (leaf.token >= 0 and leaf.kind & WH_WORD):
        _add_arc_of_link(leaf, antecedent)
    elif leaf.word == "*RNR*":
        source = _arc_bearer(parent_of(leaf), antecedent)
        if source.head is not None and source.label not in {"dep", "attr"} and not _governs(antecedent, source.head):
            _add(antecedent, source.head, source.label)


def _add_arc_of_link(leaf: Node, antecedent: Node) -> None:
    phrase = parent_of(leaf)
    while phrase.index is None and phrase.parent is not None and phrase.parent.kind & WH_PHRASE:
        phrase = phrase.parent
    if phrase.index is None or phrase.parent is None:
        return
    source = _arc_bearer(phrase.parent, antecedent)
    if source.head is not None and source.label is not None and source.label not in {"relcl", "conj"}:
        plain = source.label.removeprefix("r-")  # a phrase may have been linked before
        _add(antecedent, source.head, plain)
        source.label = f"r-{plain}"


def _arc_bearer(node: Node, antecedent: Node) -> Node:
    """The node itself, or the prepositional phrase it stands in, whose function tags go to the antecedent."""
    phrase = node.parent
    if phrase is not None and phrase.tag in {"PP", "WHPP"} and phrase.head is not None:
        antecedent.functions |= phrase.functions
        phrase.functions = 0
        return phrase
    return node


def _governs(node: Node, head: Node) -> bool:
    """Whether a node is already the head of another or of one of its ancestors."""
    climbing: Node | None = head
    while climbing is not None:
        if climbing.head is node:
            return True
        climbing = climbing.parent
    return False


def _add(node: Node, head: Node | None, label: str | None) -> None:
    if head is None or head is node:
        return
    if node.secondary is None:
        node.secondary = {}
    node.secondary[head] = label
