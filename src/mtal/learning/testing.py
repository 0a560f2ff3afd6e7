"""A stored model on the test split: its scores, and its predictions, which are kept.

So another metric, a test of significance or an error analysis asks for no training.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mtal.corpora.sentence import Sentence
from mtal.learning.devices import pick_device
from mtal.learning.evaluation import predict, task_metrics
from mtal.models.encoded import encode_sentences
from mtal.models.storage import load_models
from mtal.progress import Progress
from mtal.tasks import Task


class Evaluated(NamedTuple):
    """How a model does in one task."""

    task: Task[Any]
    scores: dict[str, float]
    """In [0, 1]."""
    predicted: list[Any]
    """Labels in the form of the sentence schema, one a sentence."""


def evaluate(folder: Path, sentences: Sequence[Sentence]) -> dict[str, Evaluated]:
    """How the stored model in `folder` does in each task, on sentences with gold labels.

    A task that no sentence is annotated for has no entry, nor has one that the model had nothing to learn from.
    """
    recipe, models = load_models(folder, pick_device())
    encoded, found = encode_sentences(sentences, recipe.subwords()), {}
    for model in models:
        predicted = predict(model, encoded, progress=Progress())
        for name, task in model.definitions.items():
            scores = task_metrics(task, sentences, predicted[name])
            if scores and name not in recipe.unlearned:
                found[name] = Evaluated(task, scores, predicted[name])
    return found


def prediction_rows(sentences: Sequence[Sentence], found: Mapping[str, Evaluated]) -> Iterator[list[object]]:
    """A header and a row a sentence: its id and for each task three columns.

    `TASK` is the prediction as JSON, in the form of the sentence schema; `TASK.right` and `TASK.of` are what the
    sentence adds to the two sums whose ratio is the task's main score, empty where it has no say.
    """
    yield ["id", *(name + ending for name in found for ending in ("", ".right", ".of"))]
    for i, sentence in enumerate(sentences):
        row: list[object] = [sentence.id]
        for task, _, predicted in found.values():
            text = json.dumps(predicted[i], ensure_ascii=False, separators=(",", ":"))
            row += [text, *_counts(task, sentence, predicted[i])]
        yield row


def _counts(task: Task[Any], sentence: Sentence, label: Any) -> tuple[object, object]:
    if sentence.label(task.name) is None:
        return "", ""
    right, of = task.tally(sentence, label).get(task.main_metric, ("", ""))
    return (int(right), of) if isinstance(right, bool) else (right, of)
