"""Labels that come back: the good ones are taken, each fault is told, and nothing is half taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any

from mtal.corpora.report import shown
from mtal.corpora.sentence import ENTRIES
from mtal.exchange import soundness
from mtal.exchange.batch import Batch, Item, name_fault
from mtal.exchange.faults import Fault, Unfit
from mtal.exchange.text import fingerprint, text_of
from mtal.tasks.layers import shape
from mtal.tasks.shapes import Shape


@dataclass(slots=True)
class Answer:
    """What one annotator says of one sentence."""

    id: str
    """The sentence's."""
    annotator: str
    labels: dict[str, Any] = field(default_factory=dict)
    """Label entries of the sentence schema: those that were asked for and could be taken."""
    seconds: float | None = None
    """How long it took, where the tool says so."""

    def tasks(self, item: Item) -> list[str]:
        """The tasks that were asked for and are answered."""
        return [task for task in item.tasks if ENTRIES.get(task, task) in self.labels]


@dataclass(slots=True)
class Taken:
    """What was taken from files of one batch."""

    answers: list[Answer] = field(default_factory=list)
    """In the order of the batch; one for each annotator of a sentence."""
    faults: list[Fault] = field(default_factory=list)
    """In the order in which they were met."""
    unanswered: dict[str, list[str]] = field(default_factory=dict)
    """The tasks that nobody has answered yet, not even faultily, by sentence, in the order of the batch."""
    new_labels: dict[str, list[str]] = field(default_factory=dict)
    """Labels that were taken and aren't in the batch's label sets, sorted, by task."""


class Taking:
    """Takes answers of one batch in, one after the other; formats call it, `taken` is the outcome."""

    def __init__(self, batch: Batch, growing: Collection[str] = ()) -> None:
        """`growing`: the tasks whose label sets may grow by what annotators use."""
        self.batch = batch
        self._growing = growing
        self._items = {item.sentence.id: item for item in batch.items}
        self._answers: dict[tuple[str, str], Answer] = {}
        self._begun: set[tuple[str, str, str]] = set()
        self._reached: set[tuple[str, str]] = set()
        self._faults: list[Fault] = []
        self._new: dict[str, set[str]] = {}

    @contextmanager
    def refusing(
        self, path: Path, number: int, item: Item | None = None, annotator: str = "", *, lines: bool = False
    ) -> Iterator[None]:
        """Around one answer: what is unfit becomes a fault, and taking goes on after the block.

        `annotator`: who is named in the message, for files that hold the answers of several.
        """
        try:
            yield
        except Unfit as error:
            of = [f"sentence {item.sentence.id}"] if item else []
            by = [f"annotator {shown(annotator)}"] if annotator else []
            reason = f"{error} ({', '.join([*of, *by])})" if of or by else str(error)
            self._faults.append(Fault(str(path), number, reason, lines))

    def item(self, name: object, text: object = None, words: object = None, hashed: object = None) -> Item:
        """The item of the sentence with this id; `Unfit` where there is none, or its text isn't as it was handed out.

        Whichever of text, words and fingerprint a file has is compared.
        """
        item = self._items.get(name) if isinstance(name, str) else None
        if item is None:
            raise Unfit(f"there is no sentence {shown(name)} in the batch" if name else "no sentence id")
        tokens = item.sentence.tokens
        for what, given, due in (
            ("text", text, text_of(tokens)),
            ("words", words, tokens),
            ("hash of the words", hashed, fingerprint(tokens)),
        ):
            if given is not None and given != due:
                self._reached |= {(item.sentence.id, layer) for layer in item.asked()}
                raise Unfit(f"the {what} of sentence {item.sentence.id} changed: {difference(given, due)}")
        return item

    def begin(self, item: Item, annotator: str, layers: Collection[str]) -> None:
        """Say that an annotator's answer follows; `Unfit` where this annotator answered the same before."""
        name = item.sentence.id
        if fault := name_fault(annotator):
            raise Unfit(f"the annotator's name {shown(annotator)} {fault}")
        self._reached |= {(name, layer) for layer in layers}
        keys = {(name, annotator, layer) for layer in layers}
        if keys & self._begun:
            raise Unfit(f"{annotator} answered this before; the first answer counts")
        self._begun |= keys

    def answer(self, item: Item, annotator: str, layer: str, label: Any) -> None:
        """Take one label entry; `Unfit`, and nothing taken, where the sentence can't have it.

        Relations that nobody asked for are left out.
        """
        if shape(layer) is Shape.PAIRS and layer not in item.tasks:
            label = {**label, "relations": []}
        soundness.check(layer, label, item.sentence.tokens)
        new = soundness.unknown(layer, label, self.batch.labels)
        for task, names in new.items():
            if task not in self._growing:
                known = ", ".join(self.batch.label_set(task)) or "none yet"
                raise Unfit(f"{task}: the label {shown(names[0])} isn't one of the labels ({known})")
        for task, names in new.items():
            self._new.setdefault(task, set()).update(names)
        self._of(item, annotator).labels[layer] = label

    def spent(self, item: Item, annotator: str, seconds: object) -> None:
        """Note the seconds that an answer took, if it was taken and they are a number."""
        known = self._answers.get((item.sentence.id, annotator))
        if known and isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 <= seconds < inf:
            known.seconds = (known.seconds or 0) + seconds

    def _of(self, item: Item, annotator: str) -> Answer:
        name = item.sentence.id
        return self._answers.setdefault((name, annotator), Answer(name, annotator))

    def taken(self) -> Taken:
        """All that was taken so far."""
        place = {name: i for i, name in enumerate(self._items)}
        answers = sorted(self._answers.values(), key=lambda answer: (place[answer.id], answer.annotator))
        new = {task: sorted(names) for task, names in sorted(self._new.items())}
        left = {name: self._left(item) for name, item in self._items.items()}
        return Taken(answers, list(self._faults), {name: tasks for name, tasks in left.items() if tasks}, new)

    def _left(self, item: Item) -> list[str]:
        """The tasks of an item that nobody has answered."""
        return [task for task in item.tasks if (item.sentence.id, ENTRIES.get(task, task)) not in self._reached]


def difference(given: object, due: str | list[str]) -> str:
    """Where what came back leaves what was handed out, in words."""
    if not isinstance(given, type(due)):
        return f"{shown(given)} instead of {shown(due)}"
    assert isinstance(given, str | list)
    place = next((i for i, (a, b) in enumerate(zip(given, due, strict=False)) if a != b), min(len(given), len(due)))
    return f"{_part(given, place)} instead of {_part(due, place)}"


def _part(value: str | list[str], place: int) -> str:
    part = value[place : place + (20 if isinstance(value, str) else 1)]
    return shown(part if isinstance(part, str) else " ".join(map(str, part))) if part else "nothing more"
