"""A batch of sentences as it goes to annotators: which tasks are asked of each, and what is filled in before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mtal.corpora.characters import CONTROL, EDGES, hidden, is_seen
from mtal.corpora.report import shown
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.errors import InputError, UserError
from mtal.files import read_json, write_json
from mtal.tasks import TASKS
from mtal.tasks.layers import all_layers


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of a batch. The sentence's own labels aren't handed out: only `filled_in` is."""

    sentence: Sentence
    tasks: tuple[str, ...]
    """What is asked. Who asks for `ner_span` alone gets the entry `re` without relations."""
    filled_in: dict[str, Any] = field(default_factory=dict)
    """Labels to begin with, by entry of the sentence schema: predicted ones, or known ones of tasks not asked for."""
    confidence: dict[str, float] = field(default_factory=dict)
    """By task, in [0, 1]."""
    rank: int | None = None
    """Place in the order in which the batch was chosen, from 1."""
    reason: str = ""
    """Why the sentence was chosen, for people."""

    def asked(self) -> list[str]:
        """The label entries that are asked for."""
        return layers(self.tasks)

    def seen(self) -> list[str]:
        """The label entries that annotators see: those that are asked for, and what else is filled in."""
        return [layer for layer in all_layers() if layer in self.asked() or layer in self.filled_in]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences for annotators, in the order in which they are to be seen."""

    name: str
    """What the filled-in labels come from, such as `round-1`."""
    items: list[Item]
    labels: dict[str, list[str]]
    """Label sets by task: tags, types of spans (without B and I), relations, intents."""

    def __post_init__(self) -> None:
        """Raise `UserError` for what no file could carry; see `check`."""
        check(self)

    def layers(self) -> list[str]:
        """The label entries that annotators see in some sentence."""
        seen = {layer for item in self.items for layer in item.seen()}
        return [layer for layer in all_layers() if layer in seen]

    def label_set(self, task: str) -> list[str]:
        """The labels of a task; none where no label is known yet."""
        return self.labels.get(task, [])


def layers(tasks: Iterable[str]) -> list[str]:
    """The label entries that tasks read, each once, in the order in which annotators see them."""
    wanted = {ENTRIES.get(task, task) for task in tasks}
    return [layer for layer in all_layers() if layer in wanted]


def check(batch: Batch) -> None:
    """`UserError` for an unknown task, an id that stands twice, and what can't be seen in words, ids and labels.

    Words must be as `mtal.corpora.words.visible` leaves them.
    """
    for task in {*batch.labels, *(task for item in batch.items for task in item.tasks)} - TASKS.keys():
        raise UserError(f"unknown task {task}; choose from {', '.join(sorted(TASKS))}")
    for name, times in Counter(item.sentence.id for item in batch.items).items():
        if times > 1:
            raise UserError(f"sentence {shown(name)} stands {times} times in the batch")
    for task, labels in batch.labels.items():
        for label in labels:
            if fault := name_fault(label):
                raise UserError(f"{task}: label {shown(label)} {fault}")
    for item in batch.items:
        _check_sentence(item)


def _check_sentence(item: Item) -> None:
    name, words = item.sentence.id, item.sentence.tokens
    if fault := name_fault(name):
        raise UserError(f"sentence id {shown(name)} {fault}")
    if not item.tasks:
        raise UserError(f"sentence {shown(name)}: no task is asked for")
    if not words:
        raise UserError(f"sentence {shown(name)} has no words")
    for number, word in enumerate(words, 1):
        if not is_seen(word) or CONTROL.search(word) or EDGES.search(word):
            raise UserError(f"sentence {shown(name)}: word {number}, {shown(word)}, can't be seen as it is")


def name_fault(name: str) -> str | None:
    """What makes `name` no label or id; None where all is well."""
    if not name or name != name.strip():
        return "is empty or begins or ends in white space"
    return f"holds {found}" if (found := hidden(name)) else None


def write_batch(path: str | Path, batch: Batch) -> None:
    """The batch as JSON, for `read_batch` when the labels come back."""
    write_json(path, asdict(batch), in_order=True)


def read_batch(path: str | Path) -> Batch:
    """The batch that `write_batch` wrote; `InputError` where the file isn't one."""
    try:
        record = read_json(path)
        items = [
            Item(**{**item, "sentence": Sentence(**item["sentence"]), "tasks": tuple(item["tasks"])})
            for item in record["items"]
        ]
        return Batch(record["name"], items, record["labels"])
    except (KeyError, TypeError, AttributeError):
        raise InputError(path, None, "not a batch: it was written by something else") from None
