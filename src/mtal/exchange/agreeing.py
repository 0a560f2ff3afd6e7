"""One label of several annotators' answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mtal.corpora.sentence import Sentence
from mtal.exchange.batch import Batch
from mtal.exchange.taking import Answer


def labelled(batch: Batch, answers: Sequence[Answer]) -> Iterator[Sentence]:
    """The sentences of the batch that were answered, in its order, with the labels that most gave."""
    by_sentence: dict[str, list[Answer]] = {}
    for answer in answers:
        by_sentence.setdefault(answer.id, []).append(answer)
    for item in batch.items:
        labels = agreed(by_sentence.get(item.sentence.id, []))
        asked = {layer: labels[layer] for layer in item.asked() if layer in labels}
        if asked:
            yield replace(item.sentence, labels=asked)


def agreed(answers: Sequence[Answer]) -> dict[str, Any]:
    """The labels of one sentence that most of its annotators gave.

    Label entries are compared whole, each for itself; of equally many answers the one of the first name counts.
    """
    given = sorted(answers, key=lambda one: one.annotator)
    layers = dict.fromkeys(layer for answer in given for layer in answer.labels)
    return {layer: _most(given, layer) for layer in layers}


def _most(answers: Sequence[Answer], layer: str) -> Any:
    given = [answer.labels[layer] for answer in answers if layer in answer.labels]
    times = Counter(json.dumps(label, sort_keys=True) for label in given)
    return max(given, key=lambda label: times[json.dumps(label, sort_keys=True)])  # the first of equals
