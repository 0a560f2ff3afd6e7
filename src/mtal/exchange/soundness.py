"""Whether what annotators said is a label that a sentence can have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from mtal.corpora import bio
from mtal.corpora.report import shown
from mtal.exchange.batch import name_fault
from mtal.exchange.faults import Unfit
from mtal.exchange.marks import named
from mtal.tasks import TASKS
from mtal.tasks.layers import one_of, shape, spans_of
from mtal.tasks.shapes import GRAPHS, Shape


def check(layer: str, label: Any, words: Sequence[str]) -> None:
    """`Unfit` where a label entry is no label of these words: a word without a tag, a tree that isn't whole, no choice.

    Whether its names are known is left to `unknown`.
    """
    if shape(layer) is Shape.CHOICES:
        _choices(label, layer)
    else:
        CHECKS[shape(layer)](label, words)


def unknown(layer: str, label: Any, sets: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """The names that a label entry uses beyond the label sets, by task; `Unfit` for one that could never be a label."""
    found = {}
    for task, names in _names(layer, label).items():
        if new := sorted(names - set(sets.get(task, ()))):
            found[task] = new
            for name in new:
                if fault := name_fault(name):
                    raise Unfit(f"{task}: the label {shown(name)} {fault}")
    return found


def _bio(tags: list[str], words: Sequence[str]) -> None:
    if fault := bio.fault(tags):
        raise Unfit(f"word {named(words, fault[0])}: {fault[1]}")


def _tags(tags: list[str | None], words: Sequence[str]) -> None:
    untagged = [i for i, tag in enumerate(tags) if tag is None]
    if untagged:
        more = f", nor have {len(untagged) - 1} more" if len(untagged) > 1 else ""
        raise Unfit(f"word {named(words, untagged[0])} has no tag{more}")


def _choices(chosen: list[str], layer: str) -> None:
    if not chosen:
        raise Unfit(f"no {TASKS[layer].one} is chosen")
    if len(set(chosen)) < len(chosen):
        raise Unfit(f"{one_of(layer)} is given twice")


def _tree(tree: dict[str, list[Any]], words: Sequence[str]) -> None:
    heads = tree["heads"]
    for i, (head, relation) in enumerate(zip(heads, tree["deprels"], strict=True)):
        if head is None or relation is None:
            raise Unfit(f"word {named(words, i)} has no {'head' if head is None else 'relation'}")
        if not 0 <= head <= len(words):
            raise Unfit(f"word {named(words, i)} has the head {head}; the words are 1 to {len(words)}")
    roots = [i for i, head in enumerate(heads) if head == 0]
    if len(roots) > 1:
        raise Unfit(
            f"words {named(words, roots[0])} and {named(words, roots[1])} both have no head; a tree has one root"
        )
    hanging = {i + 1 for i in roots}
    while grown := {i for i, head in enumerate(heads, 1) if head in hanging} - hanging:
        hanging |= grown
    if lost := [i for i in range(len(words)) if i + 1 not in hanging]:
        raise Unfit(f"the heads run in a circle: no way leads from word {named(words, lost[0])} to the root")


def _graph(graph: dict[str, list[list[Any]]], words: Sequence[str]) -> None:
    for first, last, kind in graph["entities"]:
        if not 0 <= first <= last < len(words):
            raise Unfit(f"the entity {first + 1}-{last + 1} {kind} lies outside the words 1 to {len(words)}")


CHECKS: dict[Shape, Callable[[Any, Sequence[str]], None]] = {
    Shape.BIO: _bio,
    Shape.PAIRS: _graph,
    Shape.SPANS: _graph,
    Shape.TAGS: _tags,
    Shape.TREE: _tree,
}


def _names(layer: str, label: Any) -> dict[str, set[str]]:
    """The names that a label entry uses, by the task whose label set they belong to."""
    if shape(layer) is Shape.TREE:
        return {layer: set(label["deprels"])}
    if shape(layer) is Shape.BIO:
        return {layer: {kind for *_, kind in bio.spans(label)}}
    if shape(layer) not in GRAPHS:
        return {layer: set(label)}
    related = {layer: {kind for *_, kind in label["relations"]}} if shape(layer) is Shape.PAIRS else {}
    return {spans_of(layer): {kind for *_, kind in label["entities"]}, **related}
