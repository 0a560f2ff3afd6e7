"""Whether what annotators said is a label that a sentence can have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from mtal.corpora import bio
from mtal.corpora.report import shown
from mtal.exchange.batch import name_fault
from mtal.exchange.faults import Unfit
from mtal.exchange.marks import named


def check(layer: str, label: Any, words: Sequence[str]) -> None:
    """`Unfit` where a label entry is no label of these words: a word without a tag, a tree that isn't whole, no intent.

    Whether its names are known is left to `unknown`.
    """
    CHECKS[layer](label, words)


def unknown(layer: str, label: Any, sets: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """The names that a label entry uses beyond the label sets, by task; `Unfit` for one that could never be a label."""
    found = {}
    for task, names in NAMES[layer](label).items():
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


def _intents(intents: list[str], words: Sequence[str]) -> None:
    if not intents:
        raise Unfit("no intent is chosen")
    if len(set(intents)) < len(intents):
        raise Unfit("an intent is given twice")


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


CHECKS: dict[str, Callable[[Any, Sequence[str]], None]] = {
    "dp": _tree,
    "id": _intents,
    "ner": _bio,
    "pos": _tags,
    "re": _graph,
    "sf": _bio,
}


def _types(tags: list[str]) -> set[str]:
    return {kind for *_, kind in bio.spans(tags)}


NAMES: dict[str, Callable[[Any], dict[str, set[str]]]] = {
    "dp": lambda tree: {"dp": set(tree["deprels"])},
    "id": lambda intents: {"id": set(intents)},
    "ner": lambda tags: {"ner": _types(tags)},
    "pos": lambda tags: {"pos": set(tags)},
    "re": lambda graph: {
        "ner_span": {kind for *_, kind in graph["entities"]},
        "re": {kind for *_, kind in graph["relations"]},
    },
    "sf": lambda tags: {"sf": _types(tags)},
}
"""The names that a label entry uses, by the task whose label set they belong to."""
