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
    """The sentences of the batch that were answered, with the labels that most annotators gave, in the batch's order.

    Label entries are compared whole, each for itself; of equally many answers the one of the first name counts.
    """
    for item in batch.items:
        given = sorted((answer for answer in answers if answer.id == item.sentence.id), key=lambda one: one.annotator)
        layers = dict.fromkeys(layer for layer in item.asked() for answer in given if layer in answer.labels)
        if layers:
            yield replace(item.sentence, labels={layer: _most(given, layer) for layer in layers})


def _most(answers: Sequence[Answer], layer: str) -> Any:
    given = [answer.labels[layer] for answer in answers if layer in answer.labels]
    times = Counter(json.dumps(label, sort_keys=True) for label in given)
    return max(given, key=lambda label: times[json.dumps(label, sort_keys=True)])  # the first of equals
