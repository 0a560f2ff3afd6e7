"""Stages B5-B7: traces give way to what they stand for."""

from __future__ import annotations

from mtal.treebank.conversion.draft import Draft
from mtal.treebank.conversion.node import (
    Node,
    bottom_up,
    chained_ancestor,
    first,
    is_inside,
    is_np_subject,
    left_siblings,
    parent_of,
    remove,
    replace,
    right_siblings,
    top_down,
)
from mtal.treebank.tags import CLAUSE, EXPLETIVE, OBJECT_PREDICATE, PRD, RAISED_NODE, RELATIVE, SBJ, TPC, WH_PHRASE


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
    return antecedent is not None and not antecedent.functions & SBJ and parent_of(leaf).functions & SBJ != 0


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
    antecedent, phrase = leaf.antecedent, parent_of(leaf)
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
    phrase = parent_of(leaf)
    right = right_siblings(phrase)
    if any(sibling.tag == "VP" for sibling in right):
        return
    predicate = first(right, lambda sibling: sibling.functions & PRD)
    clause = phrase.parent
    if predicate and clause and clause.tag == "S":
        predicate.functions |= OBJECT_PREDICATE
        clause.label = "comp"


def _mark_expletive(draft: Draft, leaf: Node) -> None:
    phrase = parent_of(leaf)
    subject = phrase.parent
    if phrase.kind & CLAUSE and subject is not None and is_np_subject(subject):
        subject.functions |= EXPLETIVE
        if leaf.antecedent is not None:
            leaf.antecedent.functions |= SBJ
    remove(leaf)


def _relocate_shared(draft: Draft, leaf: Node) -> None:
    """`*ICH*`, `*PPA*`, `*RNR*`: the antecedent goes to the last of its traces."""
    antecedent = leaf.antecedent
    if parent_of(leaf).parent is None:
        return
    if antecedent is None or is_inside(leaf, antecedent) or _follows_wh_phrase(leaf):
        remove(leaf)
    else:
        last = draft.traces_of(antecedent, [leaf])[-1]
        if not last.functions & RAISED_NODE and last.parent is not None:
            replace(last.parent, antecedent)
            last.functions |= RAISED_NODE


def _follows_wh_phrase(leaf: Node) -> bool:
    return leaf.word == "*ICH*" and any(sibling.kind & WH_PHRASE for sibling in left_siblings(parent_of(leaf)))


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
