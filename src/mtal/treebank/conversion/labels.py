"""Stage D: the label of an arc, an ordered list of tests; the first that holds decides."""

from __future__ import annotations

from mtal.treebank.conversion.node import Node, first_leaf, parent_of, right_siblings, silent_leaf
from mtal.treebank.conversion.special import special_label
from mtal.treebank.tags import (
    ADJECTIVE,
    ADVERB,
    ADVERBIAL,
    BNF,
    CLAUSE,
    CONJUNCTION,
    DTV,
    EXPLETIVE,
    LGS,
    NOM,
    NOMINAL,
    NOUN,
    NUMBER,
    PRD,
    RELATIVE,
    SBJ,
    VERB,
    VOC,
    WH_PHRASE,
)
from mtal.treebank.words import ZERO

# Logical subjects keep these provisional labels until stage G1.
CLAUSAL_AGENT, NOMINAL_AGENT = "LGS-clausal", "LGS-nominal"

_ADVERBIAL_LABELS = {"S": "advcl", "SBAR": "advcl", "SINV": "advcl", "NML": "advnp", "NP": "advnp", "QP": "advnp"}


def arc_label(node: Node, head: Node) -> str:
    """The label of an arc from a constituent to a sibling."""
    while True:
        if node.label is not None:  # 1
            return node.label
        if parent_of(node).tag == "CONJP" or node.head_leaf.tag == "GW":  # 2
            return "com"
        found = _by_function(node) if node.functions else None  # 3-5
        if found:
            return found
        if node.tag != "UCP" or node.phrase_head is None:
            break
        node.phrase_head.functions |= node.functions  # 6: the label that its head would get
        node = node.phrase_head
    by_parent = _BY_PARENT.get(parent_of(node).tag)  # 7-9
    found = by_parent(node) if by_parent else None
    return found or _by_own_tag(node) or special_label(node) or _by_head(node, head)


def _by_function(node: Node) -> str | None:
    """Steps 3 to 5: what a function tag says."""
    functions = node.functions
    if functions & VOC:
        return "voc"
    if functions & (DTV | BNF):
        return "dat"
    if functions & ADVERBIAL and node.tag in _ADVERBIAL_LABELS:
        return _ADVERBIAL_LABELS[node.tag]
    if functions & SBJ:
        if is_expletive(node):
            return "expl"
        return "csbj" if node.kind & CLAUSE else "nsbj"
    if functions & LGS:
        return CLAUSAL_AGENT if any(child.kind & CLAUSE for child in node.children) else NOMINAL_AGENT
    return None


def is_expletive(node: Node) -> bool:
    """Step 5: *there*, or *it* that stands for a clause."""
    return node.functions & EXPLETIVE != 0 or node.head_leaf.word == "there" or first_leaf(node).tag == "EX"


def _in_verb_phrase(node: Node) -> str | None:
    """Step 7: objects, auxiliaries and complements."""
    if node.tag in {"NP", "NML"}:
        return "dat" if any(map(_is_second_object, right_siblings(node))) else "obj"
    return auxiliary_label(node) or ("comp" if _is_clausal_complement(node) else None)


def _is_second_object(node: Node) -> bool:
    if node.functions & (ADVERBIAL | VOC):
        return False
    return node.tag in {"NP", "NML"} or node.functions & NOM != 0


def auxiliary_label(node: Node) -> str | None:
    """Step 7b: the label of a verb before the main verb or a predicate, or None for other verbs."""
    if node.tag == "MD":
        return "modal"
    if node.tag == "TO":
        return "aux"
    if node.kind & VERB:
        right = right_siblings(node)
        if any(sibling.functions & PRD for sibling in right):
            return "cop"
        if any(sibling.tag == "VP" for sibling in right):
            return "aux"
    return None


def _is_clausal_complement(node: Node) -> bool:
    """Step 7c."""
    if node.tag == "SBAR":
        return node.functions & RELATIVE != 0 or any(map(_opens_clause, node.children))
    return node.tag in {"S", "SQ", "SINV", "SBARQ"}


def _opens_clause(node: Node) -> bool:
    return node.tag in {"IN", "DT", "TO"} or node.kind & WH_PHRASE != 0 or (node.silent != 0 and node.word == "0")


def _in_adjective_phrase(node: Node) -> str | None:
    """Step 8."""
    return "comp" if _is_clausal_complement(node) else None


def _in_noun_phrase(node: Node) -> str | None:
    """Step 9: clauses in a nominal."""
    if node.tag == "RRC" or node.functions & RELATIVE:
        return "relcl"
    if node.tag == "SBAR" and any(child.kind & WH_PHRASE for child in node.children):
        return "relcl"
    return "acl" if node.tag == "VP" or _is_open_clause(node) or _is_clausal_complement(node) else None


def _is_open_clause(node: Node) -> bool:
    """A clause with a VP whose subject, if any, is silent; or a relative one that holds such a clause."""
    if node.tag == "S" and _has_silent_subject(node):
        return True
    if not node.functions & RELATIVE:
        return False
    clause = next((child for child in node.children if child.tag == "S"), None)
    return clause is not None and _has_silent_subject(clause)


def _has_silent_subject(clause: Node) -> bool:
    if all(child.tag != "VP" for child in clause.children):
        return False
    subject = next((child for child in clause.children if child.functions & SBJ), None)
    return subject is None or silent_leaf(subject) is not None


_BY_PARENT = {
    **dict.fromkeys(("VP", "SINV", "SQ", "PP", "WHPP"), _in_verb_phrase),
    **dict.fromkeys(("ADJP", "ADVP"), _in_adjective_phrase),
    **dict.fromkeys(("NP", "NML", "WHNP"), _in_noun_phrase),
}
_POSSESSED = frozenset({"NP", "NML", "WHNP", "QP", "ADJP"})


def _by_own_tag(node: Node) -> str | None:
    """Steps 10 to 13: possessives, conjunctions, prepositional phrases, numbers, marks and prepositions."""
    tag, parent = node.tag, parent_of(node)
    if tag in {"PRP$", "WP$"}:
        return "poss"
    if node.children and parent.tag in _POSSESSED and any(child.tag == "POS" for child in node.children):
        return "poss"
    if node.kind & CONJUNCTION:
        return "cc"
    if tag in {"PP", "WHPP"}:
        return "ppmod"
    if tag == "QP" or is_numeric(node.head_leaf):
        return "num"
    if parent.tag == "SBAR" and tag in {"IN", "DT", "TO"}:
        return "mark"
    return "case" if tag in {"IN", "POS"} else None


def is_numeric(node: Node) -> bool:
    """Tag CD, or a number in digits."""
    return node.kind & (NUMBER | ZERO) != 0


def _by_head(node: Node, head: Node) -> str:
    """Steps 15 to 20: what is left, by the phrase and the head."""
    parent = parent_of(node)
    if node.tag == "SBAR" or _is_open_clause(node) or (parent.tag == "PP" and node.kind & CLAUSE):
        return "advcl"
    if node.tag in {"S", "SQ", "SINV", "SBARQ"}:
        return "comp"
    if parent.tag == "QP" or is_numeric(head) or head.tag == "QP":
        return "attr"
    if parent.kind & NOMINAL or parent.tag == "NX" or head.kind & NOUN:
        return "attr"
    if parent.tag in {"ADJP", "ADVP", "PP"} or head.kind & (ADJECTIVE | ADVERB):
        return "advnp" if node.tag in {"NML", "NP", "QP"} or node.kind & NOUN else "adv"
    return "dep"
