"""How far annotators agree, by task, on the sentences that several answered (docs/method.md, "Agreement")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from mtal.analysis.judgements import is_unnumbered, pairs
from mtal.analysis.kappa import kappa
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.exchange.batch import Item
from mtal.exchange.taking import Answer
from mtal.tasks import Task
from mtal.tasks.shapes import Shape


class Agreement(NamedTuple):
    """The agreement of annotators about one task."""

    sentences: int
    """Those that two or more answered."""
    annotators: tuple[str, ...]
    """Who answered some of these, by name."""
    kappa: float | None
    """Mean Cohen's kappa of pairs of annotators, weighted by the sentences that they share; None where undefined."""
    metric: str
    """The task's main metric, such as `f1`."""
    score: float | None
    """Its mean over the same pairs, one taken as gold for the other and the reverse; None where undefined."""
    undefined: str
    """Why a number is missing, for people; empty where none is."""


class Shared(NamedTuple):
    """What two annotators both answered for one task."""

    sentences: list[Sentence]
    first: list[Any]
    """Label entries of the sentence schema, one a sentence."""
    second: list[Any]


ALONE = "nobody answered what somebody else answered"
FREE = "what nobody marks can't be counted, so there is no kappa"
ALIKE = "all labels are the same, so chance would agree as well"
EMPTY = "nobody marked anything"


def agreement(items: Iterable[Item], answers: Sequence[Answer], tasks: Iterable[Task[Any]]) -> dict[str, Agreement]:
    """The agreement about each of `tasks`, in their order.

    `items`: what was asked, of one batch or of several; answers to other sentences don't count. Of an annotator's
    several answers to a sentence the last one counts, each label entry for itself.
    """
    asked, given = _by_task(items), _by_sentence(answers)
    return {task.name: _of_task(task, shared(task.name, asked.get(task.name, []), given)) for task in tasks}


def in_words(task: str, found: Agreement) -> str:
    """What came out, in a line for people."""
    if not found.sentences:
        return f"{task}: {found.undefined}"
    common = f"{len(found.annotators)} annotators, {found.sentences} sentences in common"
    numbers = {found.metric: found.score, "kappa": found.kappa}
    known = [f"{name} {100 * value:.1f}" for name, value in numbers.items() if value is not None]
    return f"{task}: {common}: {', '.join(known) or 'no number'}" + (f" ({found.undefined})" if found.undefined else "")


def _by_task(items: Iterable[Item]) -> dict[str, list[Sentence]]:
    """The sentences that each task was asked of, each once."""
    asked: dict[str, dict[str, Sentence]] = {}
    for item in items:
        for task in item.tasks:
            asked.setdefault(task, {})[item.sentence.id] = item.sentence
    return {task: list(sentences.values()) for task, sentences in asked.items()}


def _by_sentence(answers: Iterable[Answer]) -> dict[str, dict[str, dict[str, Any]]]:
    """Label entries by sentence and annotator."""
    given: dict[str, dict[str, dict[str, Any]]] = {}
    for answer in answers:
        given.setdefault(answer.id, {}).setdefault(answer.annotator, {}).update(answer.labels)
    return given


def shared(
    task: str, sentences: Iterable[Sentence], given: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> dict[tuple[str, str], Shared]:
    """What each two annotators both answered, by their names; `given`: label entries by sentence and annotator."""
    layer, found = ENTRIES.get(task, task), dict[tuple[str, str], Shared]()
    for sentence in sentences:
        labels = {who: entries[layer] for who, entries in given.get(sentence.id, {}).items() if layer in entries}
        for one, other in combinations(sorted(labels), 2):
            both = found.setdefault((one, other), Shared([], [], []))
            both.sentences.append(sentence)
            both.first.append(labels[one])
            both.second.append(labels[other])
    return found


def _of_task(task: Task[Any], by_pair: Mapping[tuple[str, str], Shared]) -> Agreement:
    parts = by_pair.values()
    sentences = {sentence.id for both in parts for sentence in both.sentences}
    annotators = sorted({name for pair in by_pair for name in pair})
    agreed = _weighted((kappa_of(task.name, both), len(both.sentences)) for both in parts)
    score = _weighted((score_of(task, both), len(both.sentences)) for both in parts)
    why = _why(task.name, len(sentences), agreed, score)
    return Agreement(len(sentences), tuple(annotators), agreed, task.main_metric, score, why)


def kappa_of(task: str, both: Shared) -> float | None:
    """Cohen's kappa of two annotators over words, or sentences where a task labels these; None where undefined."""
    if is_unnumbered(task):
        return None
    return kappa(pair for labels in zip(both.first, both.second, strict=True) for pair in pairs(task, *labels))


def score_of(task: Task[Any], both: Shared) -> float | None:
    """The task's main metric with the one as gold and with the other, the mean of both; None where undefined."""
    sides = (both.first, both.second), (both.second, both.first)
    known = [score for score in (_score(task, both.sentences, *each) for each in sides) if score is not None]
    return sum(known) / len(known) if known else None


def _score(task: Task[Any], sentences: Sequence[Sentence], gold: Sequence[Any], found: Sequence[Any]) -> float | None:
    above = below = 0.0
    for sentence, true, label in zip(sentences, gold, found, strict=True):
        labelled = replace(sentence, labels={ENTRIES.get(task.name, task.name): true})
        predicted = label["entities"] if task.shape is Shape.SPANS else label
        right, of = task.tally(labelled, predicted).get(task.main_metric, (0, 0))
        above, below = above + right, below + of
    return above / below if below else None


def _weighted(values: Iterable[tuple[float | None, int]]) -> float | None:
    """The weighted mean of what is known of values with their weights; None where nothing is."""
    known = [(value, weight) for value, weight in values if value is not None]
    return sum(value * weight for value, weight in known) / sum(weight for _, weight in known) if known else None


def _why(task: str, sentences: int, agreed: float | None, score: float | None) -> str:
    if not sentences:
        return ALONE
    if score is None:
        return EMPTY
    if agreed is None:
        return FREE if is_unnumbered(task) else ALIKE
    return ""
