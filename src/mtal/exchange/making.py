"""Batches of sentences: chosen and labelled beforehand by a model, or drawn where there is none yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from mtal.corpora.sentence import Sentence
from mtal.exchange.batch import Batch, Item
from mtal.tasks import TASKS
from mtal.tasks.shapes import Shape

if TYPE_CHECKING:
    from mtal.trained.model import TrainedModel
    from mtal.trained.ranking import Ranked


def chosen_batch(model: TrainedModel, sentences: Sequence[Sentence], ranked: Ranked, reason: str) -> Batch:
    """The sentences that are ranked, in that order, with what the model predicts and how sure it is of each task."""
    rows = ranked.rows.tolist()
    chosen = [sentences[row] for row in rows]
    items = [
        Item(sentence, tuple(model.tasks), found.labels, dict(found.confidence), rank, reason)
        for rank, (sentence, found) in enumerate(zip(chosen, model.predict(s.tokens for s in chosen), strict=True), 1)
    ]
    return Batch("mtal", items, {task: shown_labels(task, labels) for task, labels in model.labels.items()})


def drawn_batch(sentences: Sequence[Sentence], n: int, labels: Mapping[str, list[str]], seed: int) -> Batch:
    """n sentences at random (all, where there aren't as many) for all tasks of `labels`, nothing filled in."""
    rows = np.random.default_rng(seed).permutation(len(sentences))[:n].tolist()
    items = [
        Item(sentences[row], tuple(labels), rank=rank, reason="drawn at random") for rank, row in enumerate(rows, 1)
    ]
    return Batch("mtal", items, dict(labels))


def shown_labels(task: str, labels: Sequence[str]) -> list[str]:
    """A label set as annotators see it: types of spans instead of BIO tags."""
    if TASKS[task].shape is not Shape.BIO:
        return list(labels)
    return sorted({label[2:] for label in labels} - {""})
