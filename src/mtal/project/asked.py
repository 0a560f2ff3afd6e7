"""What was asked of annotators and what they answered: `annotations.jsonl`, all that a round leaves to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from mtal.corpora.sentence import ENTRIES
from mtal.errors import InputError
from mtal.exchange import Answer
from mtal.files import parse_line, raw_lines, write_jsonl

PATH = Path("annotations.jsonl")
HEAD = {"annotations": 1}
"""The first line, with the number of the format."""

Part = Literal["test", "development", "training"]
By = Literal["chance", "strategy"]


@dataclass(slots=True)
class Asked:
    """A sentence of a batch, and what annotators say of it. A line of `annotations.jsonl`."""

    batch: int
    """From 0 on."""
    id: str
    part: Part
    by: By
    """How it came into the batch. What is held out always comes by chance."""
    tasks: list[str]
    """What is asked."""
    tokens: list[str]
    domain: str = ""
    foreseen: int = 0
    """What labelling it was expected to cost."""
    filled_in: dict[str, Any] = field(default_factory=dict)
    """What annotators were shown to begin with, by label entry."""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By annotator `labels`, by label entry of the sentence schema, and `seconds`, None where the tool doesn't say."""

    def layers(self) -> list[str]:
        """The label entries that are asked for."""
        return list(dict.fromkeys(ENTRIES.get(task, task) for task in self.tasks))

    def answered(self) -> list[str]:
        """The tasks that somebody answered."""
        done = {layer for answer in self.answers.values() for layer in answer["labels"]}
        return [task for task in self.tasks if ENTRIES.get(task, task) in done]

    def given(self) -> Iterator[Answer]:
        """The answers, by the annotators' names."""
        for annotator, answer in sorted(self.answers.items()):
            yield Answer(self.id, annotator, answer["labels"], answer["seconds"])


def read_annotations(path: Path = PATH) -> list[Asked]:
    """All that was asked, batch by batch; nothing where there is no file yet. `InputError` with the line of a fault."""
    found = []
    for number, raw in raw_lines(path) if path.exists() else []:
        if number == 1 and parse_line(raw, path, number) == HEAD:
            continue
        try:
            found.append(Asked(**parse_line(raw, path, number)))
        except TypeError:
            raise InputError(path, number, "not a sentence that was asked; git has the file as it was") from None
    return found


def write_annotations(asked: Iterable[Asked], path: Path = PATH) -> None:
    """Write the file as a whole, a sentence a line behind a line that says what it is."""
    write_jsonl(path, [HEAD, *(asdict(each) for each in asked)])


def rounds_done(asked: Iterable[Asked]) -> int:
    """How many batches have an answer: the number of the batch that comes next."""
    return 1 + max((each.batch for each in asked if each.answers), default=-1)
