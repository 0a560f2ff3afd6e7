"""Stage B: raising verbs, modal adjectives and numbers; then traces give way to what they stand for."""

from __future__ import annotations

from mtal.treebank.coordination import contains_coordination
from mtal.treebank.draft import Draft
from mtal.treebank.node import (
    Node,
    bottom_up,
    chained_ancestor,
    first,
    first_leaf,
    is_inside,
    is_np_subject,
    left_siblings,
    remove,
    replace,
    right_siblings,
    silent_leaf,
    top_down,
)
from mtal.treebank.tags import (
    ADJECTIVE,
    CLAUSE,
    CONJUNCTION,
    EXPLETIVE,
    OBJECT_PREDICATE,
    PRD,
    RAISED_NODE,
    RELATIVE,
    SBJ,
    TPC,
    VERB,
    WH_PHRASE,
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
    if leaf.antecedent is _subject_left_of(phrase):
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


def duplicate_traces(draft: Draft) -> None:
    """B5: only the first trace of a moved phrase is its place; the others are pronouns."""
    for traces in draft.traces.values():
        for leaf in [leaf for leaf in traces if leaf.word == "*T*"][1:]:
            leaf.word = "*PRO*"
        passive = first(traces, lambda leaf: leaf.word == "*")
        if passive and _is_subject_of_none(passive):
            passive.word = "*PRO*"


def _is_subject_of_none(leaf: Node) -> bool:
    """Whether a leaf stands for a subject while its antecedent is none."""
    antecedent = leaf.antecedent
    return antecedent is not None and not antecedent.functions & SBJ and leaf.parent.functions & SBJ != 0


def relocate(draft: Draft) -> None:
    """B6: each trace gives way to its antecedent, stays to yield a secondary arc, or goes."""
    for leaf in draft.empties:
        if leaf.parent is not None:
            _RELOCATIONS.get(leaf.word, _drop)(draft, leaf)


def _drop(draft: Draft, leaf: Node) -> None:
    remove(leaf)


def _leave(draft: Draft, leaf: Node) -> None:
    pass


def _relocate_passive(draft: Draft, leaf: Node) -> None:
    antecedent, phrase = leaf.antecedent, leaf.parent
    if antecedent is None or is_inside(leaf, antecedent):
        remove(leaf)
    elif leaf.index is not None and draft.traces[leaf.index][0] is leaf and not _is_subject_of_none(leaf):
        replace(leaf, antecedent)
        if antecedent.kind & CLAUSE:
            replace(phrase, antecedent)
            antecedent.functions &= ~SBJ


def _relocate_wh(draft: Draft, leaf: Node) -> None:
    antecedent = leaf.antecedent
    if antecedent is None or is_inside(leaf, antecedent):
        remove(leaf)
        return
    if not antecedent.functions & TPC:
        clause = chained_ancestor(antecedent, {"SBAR"})
        if clause:
            clause.functions |= RELATIVE
    replace(leaf, antecedent)


def _keep_pronoun(draft: Draft, leaf: Node) -> None:
    right = right_siblings(leaf.parent)
    if any(sibling.tag == "VP" for sibling in right):
        return
    predicate = first(right, lambda sibling: sibling.functions & PRD)
    clause = leaf.parent.parent
    if predicate and clause.tag == "S":
        predicate.functions |= OBJECT_PREDICATE
        clause.label = "comp"


def _mark_expletive(draft: Draft, leaf: Node) -> None:
    subject = leaf.parent.parent
    if leaf.parent.kind & CLAUSE and subject is not None and is_np_subject(subject):
        subject.functions |= EXPLETIVE
        if leaf.antecedent is not None:
            leaf.antecedent.functions |= SBJ
    remove(leaf)


def _relocate_shared(draft: Draft, leaf: Node) -> None:
    """`*ICH*`, `*PPA*`, `*RNR*`: the antecedent goes to the last of its traces."""
    antecedent = leaf.antecedent
    if leaf.parent.parent is None:
        return
    if antecedent is None or is_inside(leaf, antecedent):
        remove(leaf)
    elif leaf.word == "*ICH*" and any(sibling.kind & WH_PHRASE for sibling in left_siblings(leaf.parent)):
        remove(leaf)
    else:
        last = draft.traces.get(antecedent.index, [leaf])[-1]
        if not last.functions & RAISED_NODE and last.parent is not None:
            replace(last.parent, antecedent)
            last.functions |= RAISED_NODE


_RELOCATIONS = {
    "0": _leave,
    "*": _relocate_passive,
    "*T*": _relocate_wh,
    "*PRO*": _keep_pronoun,
    "*EXP*": _mark_expletive,
    "*ICH*": _relocate_shared,
    "*PPA*": _relocate_shared,
    "*RNR*": _relocate_shared,
}


def prune(draft: Draft) -> None:
    """B7: empty leaves that stand for nothing go; `0` stays."""
    for leaf in draft.empties:
        if leaf.antecedent is None and leaf.word != "0":
            remove(leaf)
    if draft.empties:
        draft.order, draft.phrases = top_down(draft.root), bottom_up(draft.root)
