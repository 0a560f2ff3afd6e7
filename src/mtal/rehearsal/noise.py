"""Gold labels with mistakes such as people make; they stay sound, so every format can carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.random import Generator

from mtal.corpora import bio
from mtal.tasks.layers import shape, spans_of
from mtal.tasks.shapes import Shape


def noisy(layer: str, label: Any, labels: Mapping[str, Sequence[str]], share: float, random: Generator) -> Any:
    """A label entry in which each part has another label with the probability `share`, or is missing.

    `labels`: the label sets by task. Spans get another type or, as often, are overlooked, and with an entity its
    relations; words and sentences get another label. Heads stay, so that trees stay whole.
    """

    def other(task: str, name: str) -> str:
        others = [each for each in labels[task] if each != name]
        return str(random.choice(others)) if others and random.random() < share else name

    def kept(task: str, marks: Sequence[Sequence[Any]]) -> list[list[Any]]:
        seen = [[*ends, other(task, kind)] for *ends, kind in marks if random.random() >= share / 2]
        return [mark for place, mark in enumerate(seen) if mark not in seen[:place]]

    found = shape(layer)
    if found is Shape.BIO:
        return bio.tags([tuple(span) for span in kept(layer, bio.spans(label))], len(label))
    if found is Shape.TAGS:
        return [other(layer, tag) for tag in label]
    if found is Shape.TREE:
        return {"heads": label["heads"], "deprels": [other(layer, relation) for relation in label["deprels"]]}
    if found is Shape.CHOICES:
        return list(dict.fromkeys(other(layer, name) for name in label))
    entities = kept(spans_of(layer), label["entities"])
    there = {(start, end) for start, end, _ in entities}
    relations = [r for r in label["relations"] if (r[0], r[1]) in there and (r[2], r[3]) in there]
    return {
        "entities": entities,
        "relations": kept(layer, relations) if layer in labels else [],
    }
