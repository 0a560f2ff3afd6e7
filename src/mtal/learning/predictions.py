"""What a model predicted for the test set, kept: so that another metric or an error analysis asks for no training."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mtal.corpora.sentence import Sentence
from mtal.tasks import Task


def prediction_rows(
    sentences: Sequence[Sentence], predicted: Mapping[str, tuple[Task[Any], Sequence[Any]]]
) -> Iterator[list[object]]:
    """A header and a row a sentence: its id and for each task three columns.

    `TASK` is the prediction as JSON, in the form of the sentence schema; `TASK.right` and `TASK.of` are what the
    sentence adds to the two sums whose ratio is the task's main score, empty where it has no say.
    """
    yield ["id", *(name + ending for name in predicted for ending in ("", ".right", ".of"))]
    for i, sentence in enumerate(sentences):
        row: list[object] = [sentence.id]
        for task, labels in predicted.values():
            row += [
                json.dumps(labels[i], ensure_ascii=False, separators=(",", ":")),
                *_counts(task, sentence, labels[i]),
            ]
        yield row


def _counts(task: Task[Any], sentence: Sentence, label: Any) -> tuple[object, object]:
    if sentence.label(task.name) is None:
        return "", ""
    right, of = task.tally(sentence, label).get(task.main_metric, ("", ""))
    return (int(right), of) if isinstance(right, bool) else (right, of)
