"""The labelled set: which sentences are annotated, since which round, for which tasks."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtal.errors import InputError
from mtal.files import read_lines, whole_text

COLUMNS = ["id", "round", "tasks", "cost"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One purchase: a sentence, the first round whose model learns from it, and the tasks it was annotated for."""

    id: str
    round: int
    tasks: tuple[str, ...]
    cost: int = 0
    """What the annotation cost (paper.md 4.1); the initial set is free."""


def write_labelled(path: Path, annotations: Iterable[Annotation]) -> None:
    """CSV with the columns `id`, `round`, `tasks` (separated by spaces) and `cost`."""
    with whole_text(path) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows([a.id, a.round, " ".join(a.tasks), a.cost] for a in annotations)


def read_labelled(path: Path) -> list[Annotation]:
    """The annotations in a file that `write_labelled` wrote; `InputError` with the line where one is malformed."""
    rows = csv.reader(read_lines(path))
    if next(rows, None) != COLUMNS:
        raise InputError(path, 1, f"the first line isn't {','.join(COLUMNS)}")
    found = []
    for row in rows:
        if len(row) != len(COLUMNS) or not (row[1] + row[3]).isdecimal():
            raise InputError(path, rows.line_num, f"not a row of {','.join(COLUMNS)}")
        found.append(Annotation(row[0], int(row[1]), tuple(row[2].split()), int(row[3])))
    return found


def annotated_ids(annotations: Iterable[Annotation], tasks: Sequence[str]) -> dict[str, set[str]]:
    """For each task the ids of the sentences that are annotated for it."""
    ids: dict[str, set[str]] = {task: set() for task in tasks}
    for annotation in annotations:
        for task in annotation.tasks:
            ids[task].add(annotation.id)
    return ids


def spending(annotations: Sequence[Annotation]) -> dict[str, Any]:
    """What was annotated so far: `labelled` sentences, how many of each kind, and their cost, `spent`.

    A sentence's kind, in `annotated`, are the tasks it is annotated for, such as `sf` or `id+sf`.
    """
    tasks: dict[str, set[str]] = {}
    for annotation in annotations:
        tasks.setdefault(annotation.id, set()).update(annotation.tasks)
    kinds = Counter("+".join(sorted(found)) for found in tasks.values())
    return {
        "labelled": len(tasks),
        "annotated": dict(sorted(kinds.items())),
        "spent": sum(annotation.cost for annotation in annotations),
    }
