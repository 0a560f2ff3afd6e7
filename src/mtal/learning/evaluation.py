"""Predictions and their scores against gold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch

from mtal.corpora.sentence import Sentence
from mtal.learning.devices import autocast
from mtal.models.encoded import EncodedSentences
from mtal.models.multitask import MultiTaskModel
from mtal.progress import SILENT, Progress
from mtal.tasks import Task

FLOOR = 1e-8
"""Least score of a task in the geometric mean: a task at zero mustn't hide the other's progress
(docs/method.md, "Development score")."""


@torch.inference_mode()
def predict(
    model: MultiTaskModel,
    sentences: EncodedSentences,
    *,
    quickly: bool = False,
    batch_size: int = 32,
    progress: Progress = SILENT,
) -> dict[str, list[Any]]:
    """Predicted labels of each task, in the order of `sentences`; `quickly`: each unit's best label, no tree search."""
    model.eval()
    predicted: dict[str, list[Any]] = {name: [None] * len(sentences) for name in model.tasks}
    with progress.bar("predict", total=len(sentences)) as bar:
        for rows, batch in model.in_batches(sentences, batch_size):
            with autocast(model.device):
                scores = model(batch)
            for name, task in model.decoders():
                decode = task.decode_quickly if quickly else task.decode
                for row, label in zip(rows.tolist(), decode(scores[name], batch.lengths), strict=True):
                    predicted[name][row] = label
            bar.advance(len(rows))
    return predicted


def task_metrics(task: Task[Any], sentences: Sequence[Sentence], predicted: Sequence[Any]) -> dict[str, float] | None:
    """The task's scores over the sentences that have gold labels for it; None where its main one can't be counted."""
    pairs = [
        (sentence, label)
        for sentence, label in zip(sentences, predicted, strict=True)
        if sentence.label(task.name) is not None
    ]
    found = task.metrics([gold for gold, _ in pairs], [label for _, label in pairs]) if pairs else {}
    return found if task.main_metric in found else None


def development_score(model: MultiTaskModel, sentences: EncodedSentences) -> tuple[float, dict[str, float]]:
    """Geometric mean of the tasks' main metrics (paper section 5.4), and the metrics themselves.

    A task that no sentence has gold labels for has no say; 0 where that goes for all.
    """
    predicted = predict(model, sentences, quickly=True)
    by_task = {}
    for name, task in model.definitions.items():
        if metrics := task_metrics(task, sentences.sentences, predicted[name]):
            by_task[name] = metrics[task.main_metric]
    return geometric_mean(list(by_task.values())) if by_task else 0.0, by_task


def geometric_mean(scores: Sequence[float]) -> float:
    """Geometric mean of scores in [0, 1], each at least `FLOOR`."""
    return math.exp(sum(math.log(max(score, FLOOR)) for score in scores) / len(scores))
