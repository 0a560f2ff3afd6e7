"""What finished cells bought: sentences with the round in which they came, from DVC's cache here."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from mtal.acquisition.labelled import units_in
from mtal.corpora.sentence import Sentence, parse_sentence
from mtal.study.finished import Finished
from mtal.study.outputs import digest_of, output
from mtal.tasks import TASKS
from mtal.tasks.partial import with_asked_labels

LABELLED = "data/rounds/{}/labelled.csv"
TRAIN = "data/corpus/train.jsonl"


class Bought(NamedTuple):
    """A sentence and what it was annotated for; one that was bought for two tasks apart comes twice."""

    sentence: Sentence
    """Of tasks that it was bought for in part it has the labels that were."""
    round: int
    """The first whose model learned from it; 0 for the initial set, which was drawn at random."""
    tasks: tuple[str, ...]
    cost: int


def kinds(task: str, sentence: Sentence) -> list[str]:
    """The types of all that a sentence has labels of for a task, such as of its named entities."""
    label = sentence.label(task)
    return [] if label is None else [kind for kind, _ in TASKS[task].mentions(sentence.tokens, label)]


def purchases(finished: Finished, number: int) -> Sequence[Bought] | None:
    """What the model of a round learned from, in the order of buying; None where this machine hasn't got it."""
    labelled, sentences = output(finished, LABELLED.format(number)), training_split(finished)
    if labelled is None or sentences is None:
        return None
    rows = csv.DictReader(StringIO(labelled.decode()))
    return [
        Bought(
            with_asked_labels(sentences[row["id"]], units_in(row.get("units") or "")),
            int(row["round"]),
            tuple(row["tasks"].split()),
            int(row["cost"]),
        )
        for row in rows
    ]


def training_split(finished: Finished) -> Mapping[str, Sentence] | None:
    """All sentences that can be bought, by id; None where this machine hasn't got them."""
    digest = digest_of(finished, TRAIN)
    return None if digest is None else _split(digest, finished)


_SPLITS = dict[str, Mapping[str, Sentence] | None]()


def _split(digest: str, finished: Finished) -> Mapping[str, Sentence] | None:
    """Read once for all cells on a corpus."""
    if digest not in _SPLITS:
        _SPLITS[digest] = _parsed(output(finished, TRAIN))
    return _SPLITS[digest]


def _parsed(content: bytes | None) -> Mapping[str, Sentence] | None:
    if content is None:
        return None
    found = (parse_sentence(raw, TRAIN, number) for number, raw in enumerate(content.splitlines(), 1))
    return {sentence.id: sentence for sentence in found}
