"""Stage A: repairs to function tags, antecedents and trace types, before anything moves."""

from __future__ import annotations

from mtal.treebank.conversion.coordination import contains_coordination
from mtal.treebank.conversion.draft import Draft
from mtal.treebank.conversion.node import (
    Node,
    chained_ancestor,
    first,
    is_np_subject,
    left_siblings,
    parent_of,
    right_siblings,
    silent_leaf,
    top_down,
)
from mtal.treebank.tags import (
    ADV,
    CLAUSE,
    CLF,
    COMMON_NOUN,
    LGS,
    MAIN_CLAUSE,
    NOM,
    NOMINAL,
    PRD,
    SBAR,
    SBJ,
    TPC,
    WH_PHRASE,
    WH_WORD,
)
from mtal.treebank.words import LINK_FORMS, WH_FORM

_LINKING_PHRASES = frozenset({"WHNP", "WHPP", "WHADVP"})
_CLEFT_PAIRS = frozenset({("WHNP", "NP"), ("WHPP", "PP"), ("WHADVP", "ADVP")})


def function_tags(draft: Draft) -> None:
    """A1: put function tags where the rest of the conversion looks for them."""
    for node in draft.nodes:
        if node.functions and node.parent is not None:
            for function, repair in _FUNCTION_REPAIRS.items():
                if node.functions & function:
                    repair(node, node.parent)
                    break


def _repair_subject(node: Node, parent: Node) -> None:
    if len(parent.children) == 1 and parent.tag not in {"EDITED", "EMBED"} and not parent.functions:
        node.functions &= ~SBJ
        parent.functions |= SBJ
        parent.retag(node.tag)
    elif node.kind & CLAUSE and (not parent.kind & CLAUSE or any(map(is_np_subject, parent.children))):
        node.functions = node.functions & ~SBJ | ADV


def _repair_logical_subject(node: Node, parent: Node) -> None:
    if node.tag != "PP" and parent.tag in {"PP", "SBAR"}:
        node.functions &= ~LGS
        parent.functions |= LGS


def _repair_cleft(node: Node, parent: Node) -> None:
    if node.kind & MAIN_CLAUSE:
        node.functions &= ~CLF
    clause = first(top_down(node)[1:], lambda below: below.kind & SBAR)
    if clause is not None:
        clause.functions |= CLF


def _repair_predicate(node: Node, parent: Node) -> None:
    if node.kind & CLAUSE or (node.tag == "ADVP" and [child.word for child in node.children] == ["so"]):
        node.functions &= ~PRD
    elif node.tag == "ADJP" and contains_coordination(node, node.children):
        for child in node.children:
            if child.tag == "ADJP":
                child.functions |= PRD


# The first that a node has decides.
_FUNCTION_REPAIRS = {
    SBJ: _repair_subject,
    LGS: _repair_logical_subject,
    CLF: _repair_cleft,
    PRD: _repair_predicate,
}


def reduced_passives(draft: Draft) -> None:
    """A2: find the antecedent of `*` without index in *the letter sent * by her*."""
    for leaf in draft.empties:
        if leaf.word == "*" and leaf.index is None and is_object_of_participle(leaf):
            leaf.antecedent = _reduced_passive_antecedent(draft, parent_of(leaf))


def is_object_of_participle(leaf: Node) -> bool:
    """Whether a leaf stands in a bare NP that follows VBD or VBN in a VP."""
    phrase = leaf.parent
    if phrase is None or phrase.tag != "NP" or phrase.functions or phrase.parent is None or phrase.parent.tag != "VP":
        return False
    return any(sibling.tag in {"VBD", "VBN"} for sibling in left_siblings(phrase))


def _reduced_passive_antecedent(draft: Draft, phrase: Node) -> Node | None:
    moved = draft.traces_of(parent_of(phrase), [phrase])[0]
    top = chained_ancestor(moved, {"VP", "RRC", "UCP"})
    if top is None or top.parent is None:
        return None
    left = left_siblings(top)
    if top.parent.kind & NOMINAL or top.parent.functions & NOM:
        return (
            first(left, lambda node: node.kind & NOMINAL)
            or first(left, lambda node: node.kind & COMMON_NOUN)
            or first(left, lambda node: node.tag == "QP")
            or first(left, lambda node: node.functions & NOM)
        )
    if top.parent.kind & CLAUSE:
        return first(left, is_np_subject) or first(right_siblings(top), is_np_subject)
    return None


def relative_pronouns(draft: Draft) -> None:
    """A3: give the link word of each relative clause its antecedent."""
    for phrase in draft.nodes:
        if phrase.tag in _LINKING_PHRASES and not _is_nested(phrase):
            link = silent_leaf(phrase) or _wh_word(phrase)
            clause = chained_ancestor(phrase, {"SBAR"})
            if link and clause and not clause.functions & NOM and link.word in LINK_FORMS:
                antecedent = _clause_antecedent(draft, phrase, clause)
                if antecedent:
                    link.antecedent = spoken_antecedent(antecedent)


def _is_nested(phrase: Node) -> bool:
    node = phrase.parent
    while node is not None and node.tag not in _LINKING_PHRASES:
        node = node.parent
    return node is not None


def _wh_word(phrase: Node) -> Node | None:
    leaves = [node for node in top_down(phrase) if not node.children]
    return first(leaves, lambda leaf: leaf.kind & WH_WORD) or first(leaves, lambda leaf: leaf.kind & WH_FORM)


def _clause_antecedent(draft: Draft, phrase: Node, clause: Node) -> Node | None:
    """What a relative clause that begins with this wh-phrase belongs to."""
    if clause.index is not None:
        for leaf in draft.traces.get(clause.index, ()):
            if leaf.word.startswith("*ICH*") and parent_of(leaf).tag == "SBAR":
                clause = parent_of(leaf)
                break
    elif clause.parent is not None and clause.parent.tag == "UCP":
        clause = clause.parent
    parent = clause.parent
    if parent is None or parent.tag not in {"NP", "ADVP", "VP"}:
        return None
    if parent.tag != "VP":
        return first(left_siblings(clause), lambda node: node.tag == parent.tag)
    predicate = first(left_siblings(clause), lambda node: node.functions & PRD)
    if predicate and (clause.functions & CLF or (phrase.tag, predicate.tag) in _CLEFT_PAIRS):
        return predicate
    return None


def spoken_antecedent(node: Node | None) -> Node | None:
    """While the antecedent is a silent chain, the antecedent of its empty leaf."""
    seen: set[Node] = set()
    while node is not None and (leaf := silent_leaf(node)) is not None:
        if node in seen:
            return None
        seen.add(node)
        node = leaf.antecedent
    return node


def trace_types(draft: Draft) -> None:
    """A4: correct the forms of traces whose kind shows in their surroundings."""
    for leaf in draft.empties:
        traces = draft.traces_of(leaf, [leaf])
        antecedent = leaf.antecedent
        if leaf.word == "*PRO*":
            if antecedent is not None and leaf.index is not None and antecedent.kind & WH_PHRASE and len(traces) == 1:
                leaf.word = "*T*"
        elif leaf.word == "*T*":
            if antecedent is not None and antecedent.functions & SBJ and antecedent.functions & TPC:
                leaf.word = _topicalised_subject(leaf)
        elif leaf.word in {"*ICH*", "*PPA*"}:
            if len(traces) > 1:
                for trace in traces:
                    trace.word = "*RNR*"
        elif leaf.word == "*" and leaf.index is not None and parent_of(leaf).tag != "NP":
            leaf.word = "*ICH*"


def _topicalised_subject(leaf: Node) -> str:
    if parent_of(leaf).functions & SBJ:
        return "*PRO*"
    return "*" if is_object_of_participle(leaf) else leaf.word
