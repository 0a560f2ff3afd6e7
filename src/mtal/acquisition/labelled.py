"""The labelled set: which sentences are annotated, since which round, for which tasks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtal.corpora.sentence import Sentence
from mtal.errors import InputError, UserError
from mtal.files import read_rows, write_rows

COLUMNS = ["id", "round", "tasks", "words", "cost", "units"]
UNITS = re.compile(r"\w+:\d+( \d+)*(\|\w+:\d+( \d+)*)*", re.ASCII)


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
    units: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    """Of tasks for which some words alone were asked those words, from 0 on; other tasks are annotated whole."""


def write_labelled(path: Path, annotations: Iterable[Annotation]) -> None:
    """CSV with the columns `id`, `round`, `tasks` (separated by spaces), `words`, `cost` and `units`.

    `units` is such as `dp:0 3 4|ner:2 5`, and empty where the sentence is annotated whole.
    """
    rows = ([a.id, a.round, " ".join(a.tasks), a.words, a.cost, _units_text(a.units)] for a in annotations)
    write_rows(path, [COLUMNS, *rows])


def read_labelled(path: Path) -> list[Annotation]:
    """The annotations in a file that `write_labelled` wrote; `InputError` with the line where one is malformed."""
    rows = read_rows(path)
    if next(rows, (1, None))[1] != COLUMNS:
        raise InputError(path, 1, f"the first line isn't {','.join(COLUMNS)}")
    found = []
    for line, row in rows:
        if not _is_annotation(row):
            raise InputError(path, line, f"not a row of {','.join(COLUMNS)}")
        number, words, cost = (int(row[place]) for place in (1, 3, 4))
        found.append(Annotation(row[0], number, tuple(row[2].split()), cost, words, units_in(row[5])))
    return found


def _is_annotation(row: Sequence[str]) -> bool:
    if len(row) != len(COLUMNS) or not all(row[place].isdecimal() for place in (1, 3, 4)):
        return False
    return not row[5] or UNITS.fullmatch(row[5]) is not None


def _units_text(units: Mapping[str, Iterable[int]]) -> str:
    return "|".join(f"{task}:{' '.join(map(str, words))}" for task, words in units.items())


def units_in(text: str) -> dict[str, tuple[int, ...]]:
    """The words by task in a cell of the column `units`.

    >>> units_in("dp:0 3 4|ner:2 5")
    {'dp': (0, 3, 4), 'ner': (2, 5)}
    """
    parts = (part.split(":") for part in text.split("|") if part)
    return {task: tuple(map(int, words.split())) for task, words in parts}


def asked_units(annotations: Iterable[Annotation]) -> dict[str, dict[str, tuple[int, ...]]]:
    """By id, of sentences that were annotated in part: the words by task."""
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for each in annotations:
        if each.units:
            found.setdefault(each.id, {}).update(each.units)
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
