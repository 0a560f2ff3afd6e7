"""What rounds bought, beside the whole training split: lengths, repetitions, labels (docs/method.md, "Purchases")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mtal.acquisition.labelled import Annotation, asked_units
from mtal.corpora.sentence import Sentence
from mtal.tasks.partial import with_asked_labels

Mentions = Callable[[Sequence[str], Any], Sequence[tuple[str, str]]]
"""A sentence's words, its label entry of a task -> the type and the words of all that it marks."""

SHORT = 10
"""Words of a short sentence, at most."""
HEAD = ("round", "task", "measure", "bought", "split")


@dataclass
class _Taste:
    """What some sentences are like."""

    sentences: int = 0
    words: int = 0
    short: int = 0
    texts: set[int] = field(default_factory=set)
    """Hashes of their words: a million of them take little memory."""

    def add(self, sentence: Sentence) -> None:
        self.sentences += 1
        self.words += len(sentence.tokens)
        self.short += len(sentence.tokens) <= SHORT
        self.texts.add(hash(tuple(sentence.tokens)))

    def measures(self) -> dict[str, float | None]:
        return {
            "sentences": self.sentences,
            "words a sentence": _share(self.words, self.sentences),
            f"at most {SHORT} words": _share(self.short, self.sentences),
            "repeated": _share(self.sentences - len(self.texts), self.sentences),
        }


@dataclass
class _Labels:
    """What some sentences' labels of a task mark."""

    sentences: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    spans: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, mentions: Sequence[tuple[str, str]]) -> None:
        self.sentences += 1
        self.kinds.update(kind for kind, _ in mentions)
        self.spans.update(mention for mention in mentions if mention[1])

    def measures(self) -> dict[str, float | None]:
        return {
            "labels a sentence": _share(self.kinds.total(), self.sentences),
            "types": len(self.kinds),
            "distinct": _share(len(self.spans), self.spans.total()),
        }


def purchase_rows(
    sentences: Iterable[Sentence], annotations: Sequence[Annotation], mentions: Mapping[str, Mentions], rounds: int
) -> Iterator[tuple[object, ...]]:
    """The head and the rows of a table: a row a round, task and measure, of what was bought and of the pool before.

    sentences: the training split; annotations: of all rounds; mentions: of each task; rounds: how many purchases there
    were, the first for round 1. Of a task those sentences count that were bought for it and have its labels; of those
    that were bought in part, the labels that were. The rows without a task are of whole sentences. `distinct` is the
    share of marked spans that are different from those before, in type or words. What can't be measured is empty.
    """
    tasks, units = ["", *mentions], asked_units(annotations)
    came = {task: _rounds(annotations, task) for task in tasks}
    bought = {(number, task): _empty(task) for number in range(1, rounds + 1) for task in tasks}
    split = {task: _empty(task) for task in tasks}
    for sentence in sentences:
        for task in tasks:
            thing = _thing(sentence, task, mentions)
            if thing is None:
                continue
            split[task].add(thing)
            if (place := (came[task].get(sentence.id, 0), task)) in bought:
                bought[place].add(_thing(with_asked_labels(sentence, units.get(sentence.id, {})), task, mentions))
    yield HEAD
    for (number, task), found in bought.items():
        whole = split[task].measures()
        for measure, value in found.measures().items():
            yield (number, task, measure, _cell(value), _cell(whole[measure]))


def _rounds(annotations: Sequence[Annotation], task: str) -> dict[str, int]:
    """The round for which each sentence was first bought, for a task or, without one, for any."""
    found = dict[str, int]()
    for each in annotations:
        if not task or task in each.tasks:
            found.setdefault(each.id, each.round)
    return found


def _empty(task: str) -> Any:
    return _Labels() if task else _Taste()


def _thing(sentence: Sentence, task: str, mentions: Mapping[str, Mentions]) -> Any:
    """What is added up: the sentence, or what its label marks; None where it has no label."""
    if not task:
        return sentence
    label = sentence.label(task)
    return None if label is None else mentions[task](sentence.tokens, label)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}" if isinstance(value, float) else str(value)
