"""Sentences of which an annotator was asked some words alone (docs/method.md, "Asked words")."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.tasks import TASKS

Units = Mapping[str, Collection[int]]
"""For each task that was asked in part the words that were asked, from 0 on."""


def with_asked_labels(sentence: Sentence, units: Units) -> Sentence:
    """The sentence without the labels of words that weren't asked; labels of other tasks stay as they are."""
    labels = dict(sentence.labels)
    for task, words in units.items():
        entry = ENTRIES.get(task, task)
        if entry in labels:
            labels[entry] = TASKS[task].partly(labels[entry], words)
    return replace(sentence, labels=labels) if units else sentence


def all_with_asked_labels(sentences: Iterable[Sentence], units: Mapping[str, Units]) -> list[Sentence]:
    """`with_asked_labels` of those that were asked in part, by their ids."""
    return [with_asked_labels(each, units.get(each.id, {})) for each in sentences]
