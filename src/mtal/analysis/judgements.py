"""What a label says, place by place, so that two labels of one sentence can be compared (docs/method.md, "Judgements").

Labels are those of the sentence schema; that of `ner_span` is the entry `re`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from mtal.corpora import bio
from mtal.tasks import TASKS
from mtal.tasks.shapes import GRAPHS, PART, Shape

Judgements = dict[Hashable, Hashable]
"""What is said, by place: a word's number, both ends of a span, four ends of a pair of spans, 0 for the sentence."""
Pair = tuple[Hashable, Hashable]
"""What two labels say of one place; None: nothing."""

MARKED = GRAPHS | {Shape.BIO}
"""Shapes that are judged by what is marked, spans or relations; the others by the share of right places."""


def judgements(task: str, label: Any) -> Judgements:
    """What a label says of each place; a word without gold isn't one. BIO tags are made strict.

    >>> judgements("ner", ["I-PER", "O", None])
    {0: 'B-PER', 1: 'O'}
    >>> judgements("dp", {"heads": [2, 0], "deprels": ["det", "root"]})
    {0: (2, 'det'), 1: (0, 'root')}
    """
    return READERS[TASKS[task].shape](label)


def is_unnumbered(task: str) -> bool:
    """Whether a task's places are those that somebody marks: nobody counts the others."""
    return TASKS[task].shape in GRAPHS


def pairs(task: str, one: Any, other: Any) -> list[Pair]:
    """What two labels say of the places of which both say something; of which either does, where nobody counts them."""
    first, second = judgements(task, one), judgements(task, other)
    if is_unnumbered(task):
        return [(first.get(place), second.get(place)) for place in first | second]
    return [(said, second[place]) for place, said in first.items() if place in second]


def differing(task: str, one: Any, other: Any) -> tuple[int, int]:
    """In how many places two labels differ, and of how many."""
    found = pairs(task, one, other)
    return sum(first != second for first, second in found), len(found)


def marks(task: str, label: Any) -> set[tuple[Any, ...]]:
    """The spans or relations of a label of a task whose shape is `MARKED`, each with its ends and its type."""
    shape = TASKS[task].shape
    if shape is Shape.BIO:
        return set(bio.spans(label))
    return set(map(tuple, label[PART[shape]]))


def _words(label: Sequence[str | None]) -> Judgements:
    return {word: tag for word, tag in enumerate(label) if tag is not None}


def _bio(label: Sequence[str | None]) -> Judgements:
    strict = bio.tags(bio.spans(label), len(label))
    return {word: tag for word, tag in enumerate(strict) if label[word] is not None}


def _tree(label: dict[str, Any]) -> Judgements:
    words = enumerate(zip(label["heads"], label["deprels"], strict=True))
    return {word: (head, relation) for word, (head, relation) in words if head is not None}


def _choices(label: Iterable[str]) -> Judgements:
    return {0: tuple(sorted(label))}


def _spans(label: dict[str, Any]) -> Judgements:
    return _by_place(label["entities"])


def _relations(label: dict[str, Any]) -> Judgements:
    return _by_place(label["relations"])


def _by_place(marked: Iterable[Sequence[Any]]) -> Judgements:
    kinds: dict[tuple[int, ...], set[str]] = {}
    for *ends, kind in marked:
        kinds.setdefault(tuple(ends), set()).add(kind)
    return {ends: tuple(sorted(found)) for ends, found in kinds.items()}


READERS: dict[Shape, Callable[[Any], Judgements]] = {
    Shape.BIO: _bio,
    Shape.CHOICES: _choices,
    Shape.PAIRS: _relations,
    Shape.SPANS: _spans,
    Shape.TAGS: _words,
    Shape.TREE: _tree,
}
