"""The labelled set: which sentences are annotated, since which round, for which tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtal.corpora.sentence import Sentence
from mtal.errors import InputError, UserError
from mtal.files import read_rows, write_rows

COLUMNS = ["id", "round", "tasks", "words", "cost"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One purchase: a sentence, the first round whose model learns from it, and the tasks it was annotated for."""

    id: str
    round: int
    tasks: tuple[str, ...]
    cost: int = 0
    """What the annotation cost (docs/method.md, "Costs"); the initial set is free."""
    words: int = 0
    """Words of the sentence."""


def write_labelled(path: Path, annotations: Iterable[Annotation]) -> None:
    """CSV with the columns `id`, `round`, `tasks` (separated by spaces), `words` and `cost`."""
    write_rows(path, [COLUMNS, *([a.id, a.round, " ".join(a.tasks), a.words, a.cost] for a in annotations)])


def read_labelled(path: Path) -> list[Annotation]:
    """The annotations in a file that `write_labelled` wrote; `InputError` with the line where one is malformed."""
    rows = read_rows(path)
    if next(rows, (1, None))[1] != COLUMNS:
        raise InputError(path, 1, f"the first line isn't {','.join(COLUMNS)}")
    found = []
    for line, row in rows:
        if len(row) != len(COLUMNS) or not all(row[place].isdecimal() for place in (1, 3, 4)):
            raise InputError(path, line, f"not a row of {','.join(COLUMNS)}")
        found.append(Annotation(row[0], int(row[1]), tuple(row[2].split()), words=int(row[3]), cost=int(row[4])))
    return found


def annotated_ids(annotations: Iterable[Annotation], tasks: Sequence[str]) -> dict[str, set[str]]:
    """For each task the ids of the sentences that are annotated for it."""
    ids: dict[str, set[str]] = {task: set() for task in tasks}
    for annotation in annotations:
        for task in annotation.tasks:
            ids[task].add(annotation.id)
    return ids


def with_all_annotated(sentences: Iterable[Sentence], annotations: Iterable[Annotation]) -> Iterator[Sentence]:
    """`sentences`, those of the training split, as they come.

    At their end `UserError` where a sentence that is annotated wasn't among them.
    """
    awaited = {annotation.id for annotation in annotations}
    for sentence in sentences:
        awaited.discard(sentence.id)
        yield sentence
    if awaited:
        raise UserError(
            f"labelled.csv has {len(awaited)} sentences that aren't in the training split, such as {min(awaited)!r}: "
            "it is of another corpus; draw again: dvc repro --force sample"
        )


def spending(annotations: Sequence[Annotation]) -> dict[str, Any]:
    """What was annotated so far: `labelled` sentences, how many of each kind, their `words`, and their cost, `spent`.

    A sentence's kind, in `annotated`, are the tasks it is annotated for, such as `sf` or `id+sf`.
    """
    tasks: dict[str, set[str]] = {}
    for annotation in annotations:
        tasks.setdefault(annotation.id, set()).update(annotation.tasks)
    kinds = Counter("+".join(sorted(found)) for found in tasks.values())
    return {
        "labelled": len(tasks),
        "annotated": dict(sorted(kinds.items())),
        "words": sum({annotation.id: annotation.words for annotation in annotations}.values()),
        "spent": sum(annotation.cost for annotation in annotations),
    }
