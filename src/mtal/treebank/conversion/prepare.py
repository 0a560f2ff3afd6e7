"""Stages B1-B4: small clauses, raising verbs, modal adjectives and numbers."""

from __future__ import annotations

from mtal.treebank.conversion.coordination import contains_coordination
from mtal.treebank.conversion.draft import Draft
from mtal.treebank.conversion.node import (
    Node,
    chained_ancestor,
    first,
    first_leaf,
    is_np_subject,
    left_siblings,
    right_siblings,
    silent_leaf,
)
from mtal.treebank.tags import (
    ADJECTIVE,
    CONJUNCTION,
    PRD,
    SBJ,
    VERB,
)
from mtal.treebank.words import NUMBER_WORD, PASSIVE_AUXILIARY

_VERB_TAGS = frozenset("MD VB VBP VBZ VBD VBG VBN".split())


def predicates_and_numbers(draft: Draft) -> None:
    """B1-B4, node by node: small clauses, raising verbs, modal adjectives, numbers."""
    for node in draft.nodes:
        if node.children and node.tag in _STEPS:
            _STEPS[node.tag](node)


def _small_clause(node: Node) -> None:
    """B1: *is [it true]* in a question is a predicate."""
    if node.parent is None or node.parent.tag != "SQ" or any(child.tag == "VP" for child in node.children):
        return
    if any(child.functions & SBJ for child in node.children) and any(child.functions & PRD for child in node.children):
        node.functions |= PRD


def _raising_verb(node: Node) -> None:
    """B2: in *seemed to leave*, `leave` is to become the head and `seemed` its `raise`."""
    verb = first(node.children, lambda child: child.tag in _VERB_TAGS)
    if verb is None or _is_passive(verb):
        return
    clause = first(right_siblings(verb), lambda sibling: sibling.tag == "S")
    if clause is None or len(clause.children) != 2:
        return
    subject = first(clause.children, is_np_subject)
    if subject is None or not any(
        child is not subject and (child.tag == "VP" or child.functions & PRD) for child in clause.children
    ):
        return
    leaf = silent_leaf(subject)
    if leaf is None or leaf.word != "*" or leaf.antecedent is None:
        return
    if leaf.antecedent is _subject_left_of(node):
        clause.functions |= PRD
        verb.label = "raise"


def _subject_left_of(node: Node) -> Node | None:
    return first(left_siblings(chained_ancestor(node, {"VP"}) or node), is_np_subject)


def _is_passive(verb: Node) -> bool:
    if verb.tag != "VBN" or verb.parent is None or verb.parent.tag != "VP":
        return False
    phrase = verb.parent
    while (
        phrase.parent is not None
        and phrase.parent.tag == "VP"
        and contains_coordination(phrase.parent, phrase.parent.children)
    ):
        phrase = phrase.parent
    auxiliary = first(left_siblings(phrase), lambda sibling: sibling.kind & VERB)
    return auxiliary is not None and auxiliary.kind & PASSIVE_AUXILIARY != 0 and not _is_contracted_have(auxiliary)


def _is_contracted_have(verb: Node) -> bool:
    """Whether `'s` is *has*: a participle follows, and no empty `*` behind it."""
    phrase = first(right_siblings(verb), lambda sibling: sibling.tag == "VP")
    if verb.word != "'s" or phrase is None or all(child.tag != "VBN" for child in phrase.children):
        return False
    return len(phrase.children) < 2 or first_leaf(phrase.children[1]).word != "*"


def _modal_adjective(node: Node) -> None:
    """B3: in *able to swim*, `swim` is to become the head and `able` its `modal`."""
    if not node.functions & PRD:
        return
    adjective = first(node.children, lambda child: child.kind & ADJECTIVE or child.tag in {"VBG", "VBN"})
    clause = first(node.children, lambda child: child.tag == "S")
    subject = first(clause.children, is_np_subject) if clause else None
    leaf = silent_leaf(subject) if subject else None
    if adjective is None or leaf is None or leaf.antecedent is None:
        return
    phrase = node.parent if node.parent is not None and node.parent.tag == "ADJP" else node
    if clause and leaf.antecedent is _subject_left_of(phrase):
        clause.functions |= PRD
        adjective.label = "modal"


def _numbers(node: Node) -> None:
    """B4: number words become CD, and *to* or a dash between two of them a conjunction."""
    children = node.children
    for child in children:
        if child.kind & NUMBER_WORD:
            child.retag("CD")
    position = 0
    while position < len(children):
        if children[position].tag in {"TO", "SYM"} and _meets_number(children[position - 1 :: -1] if position else []):
            end, found = _look_right(children, position + 1)
            if found:
                children[position].kind |= CONJUNCTION
            position = end
        position += 1


def _meets_number(children: list[Node]) -> bool:
    met = first(children, lambda child: child.tag in {"CC", "TO", "SYM", "CD"})
    return met is not None and met.tag == "CD"


def _look_right(children: list[Node], start: int) -> tuple[int, bool]:
    """Where the look to the right ends, and whether a number ended it."""
    for position in range(start, len(children)):
        if children[position].tag in {"CC", "TO", "SYM", "CD"}:
            return position, children[position].tag == "CD"
    return len(children), False


_STEPS = {"S": _small_clause, "VP": _raising_verb, "ADJP": _modal_adjective, "QP": _numbers}
