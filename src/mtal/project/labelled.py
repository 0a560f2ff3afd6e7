"""What is labelled so far: sentences with one label a task, by what they are for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.exchange.agreeing import agreed
from mtal.project.asked import Asked, Part


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labelled sentences, each once, by part. Labels are those of the tasks alone."""

    test: list[Sentence]
    development: list[Sentence]
    training: list[Sentence]

    def all(self) -> list[Sentence]:
        """Those of all parts."""
        return [*self.test, *self.development, *self.training]


def labelled(
    asked: Iterable[Asked], given: Iterable[Sentence], held_out: Mapping[str, Part], tasks: Sequence[str]
) -> Labelled:
    """All that people labelled: what the text had (`given`), and what annotators answered, which counts more.

    Of several annotators the label that most gave counts, each label entry for itself (`mtal.exchange.agreeing`); of
    several batches that asked for an entry the last one.
    """
    entries = {ENTRIES.get(task, task) for task in tasks}
    found: dict[str, Sentence] = {}
    for sentence in [*given, *(_agreed(each) for each in asked if each.answers)]:
        labels = {name: label for name, label in sentence.labels.items() if name in entries}
        if labels:
            before = found.get(sentence.id)
            found[sentence.id] = replace(sentence, labels=(before.labels if before else {}) | labels)
    parts: dict[Part, list[Sentence]] = {"test": [], "development": [], "training": []}
    for name, sentence in found.items():
        parts[held_out.get(name, "training")].append(sentence)
    return Labelled(**parts)


def _agreed(asked: Asked) -> Sentence:
    layers = asked.layers()
    labels: dict[str, Any] = {name: label for name, label in agreed(list(asked.given())).items() if name in layers}
    return Sentence(asked.id, asked.domain, asked.tokens, labels)


def as_bought(sentences: Iterable[Sentence], tasks: Sequence[str]) -> Iterator[Annotation]:
    """The same as the loop has it: each sentence bought for the tasks that it has labels for."""
    for sentence in sentences:
        yield Annotation(sentence.id, 0, tuple(sentence.annotated(tasks)), words=len(sentence.tokens))
