"""The start: a random labelled set and a random development set (paper Algorithm 1; docs/method.md, "Sampling")."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

import numpy as np
from pydantic import Field

from mtal.corpora.sentence_file import SentenceFile
from mtal.errors import UserError
from mtal.params import Options
from mtal.seeds import seed_for
from mtal.selection.clusters import clusters, spread

Item = TypeVar("Item")


class SampleOptions(Options):
    """How much to start with (`sample.…` in `params.yaml`)."""

    initial: float = Field(0.02, gt=0)
    """Sentences of the initial set; up to 1: that share of the training split (rounded down), 1.0 being all of it."""
    dev: float | None = Field(None, gt=0)
    """Likewise of the development set; null: twice the initial set. Never more than the split has."""
    clusters: bool = Field(False, strict=True)
    """Draw one initial sentence of each of as many clusters of sentence vectors, not from all sentences at once."""


def initial_size(options: SampleOptions, sentences: int) -> int:
    """Sentences of the initial set; `UserError` where there are not as many, or none."""
    size = _size("initial", options.initial, sentences)
    if size > sentences:
        raise UserError(
            f"sample.initial={options.initial:g} is more than the {sentences} training sentences: choose 1 to all"
        )
    return size


def development_size(options: SampleOptions, initial: int, sentences: int) -> int:
    """Sentences of the development set; `UserError` where there is none."""
    return min(2 * initial if options.dev is None else _size("dev", options.dev, sentences), sentences)


def _size(key: str, value: float, sentences: int) -> int:
    """1 is a share, whether it is written 1 or 1.0: DVC can't tell them apart."""
    size = math.floor(value * sentences + 1e-9) if value <= 1 else int(value)
    if value > 1 and size != value:
        raise UserError(f"sample.{key}={value:g}: give a share up to 1 or a whole number of sentences")
    if size == 0:
        raise UserError(f"sample.{key}={value:g} is 0 of {sentences} sentences: choose 1 to all")
    return size


def draw(
    items: Sequence[Item],
    size: int,
    seed: int,
    which: int,
    kinds: Callable[[Item], Collection[str]] | None = None,
    cluster: np.ndarray | None = None,
) -> list[Item]:
    """`size` items at random (all, where there aren't as many), in their old order.

    `which`: 0 for the initial set, 1 for the development set. `kinds`: the tasks that an item has labels for; where
    chance leaves a task without an item, the first one that has it is drawn instead of the last drawn that can be
    spared, as far as `size` allows. `cluster`: of each item, int64 (items,); the first drawn of each cluster are drawn
    before all others.
    """
    random = np.random.default_rng(seed_for(seed, "sample", which))
    order = random.permutation(len(items))
    if cluster is not None:
        order = spread(order, cluster)
    rows = order[:size].tolist()
    if kinds is not None:
        alike: dict[tuple[str, ...], tuple[str, ...]] = {}  # a million items have a handful of different kinds
        found = (tuple(kinds(item)) for item in items)
        rows = _with_all_kinds(rows, order[size:].tolist(), [alike.setdefault(each, each) for each in found])
    return [items[row] for row in sorted(rows)]


def drawn(
    sentences: SentenceFile,
    size: int,
    seed: int,
    *,
    which: int,
    tasks: Sequence[str],
    vectors: np.ndarray | None = None,
) -> SentenceFile:
    """Sentences at random (see `draw`), some with labels of each task that any has labels of.

    vectors: float (sentences, size), for one sentence of each of as many clusters of them as are drawn.
    """
    cluster = None if vectors is None else clusters(vectors, size)
    rows = draw(range(len(sentences)), size, seed, which, lambda row: sentences[row].annotated(tasks), cluster)
    return sentences.at(np.array(rows, dtype=np.int64))


def _with_all_kinds(drawn: list[int], rest: list[int], kinds: list[Collection[str]]) -> list[int]:
    """`drawn`, some rows exchanged for rows of `rest`, so that there is one of each kind that there is at all."""
    for kind in sorted({kind for found in kinds for kind in found}):
        count = Counter(found for row in drawn for found in kinds[row])
        spare = next((row for row in reversed(drawn) if all(count[found] > 1 for found in kinds[row])), None)
        if count[kind] or spare is None:
            continue
        wanted = next(row for row in rest if kind in kinds[row])
        drawn = [row for row in drawn if row != spare] + [wanted]
    return drawn
