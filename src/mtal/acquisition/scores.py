"""The unlabelled pool and the table of its scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from mtal.acquisition.labelled import Annotation, annotated_ids, with_all_annotated
from mtal.corpora.sentence import Sentence
from mtal.errors import InputError, UserError
from mtal.files import csv_field, read_rows, whole_text

STRETCH = 10_000
"""Rows that are read or written at a time."""


@dataclass(frozen=True, slots=True)
class PoolScores:
    """One row a sentence of the pool, in corpus order."""

    ids: list[str]
    words: np.ndarray
    """Words of each sentence, int64 (n,)."""
    tasks: list[str]
    values: np.ndarray
    """One column a task, float64 (n, t); NaN where a sentence has no value."""


def for_sale(gold_items: PoolScores) -> np.ndarray:
    """What sentences can be annotated for at all, bool (n, t), by the items of their gold labels.

    In simulation the labels that a sentence has are all that it can be bought for. One without any gold isn't part of
    a simulation, and people can annotate it for every task.
    """
    known = ~np.isnan(gold_items.values)
    return known | ~known.any(axis=1, keepdims=True)


def still_open(ids: Sequence[str], annotations: Sequence[Annotation], tasks: Sequence[str]) -> np.ndarray:
    """Which sentences aren't annotated for each task yet, bool (n, t)."""
    done = annotated_ids(annotations, tasks)
    columns = [[id_ not in done[task] for id_ in ids] for task in tasks]
    return np.array(columns, dtype=bool).reshape(len(tasks), len(ids)).T


def unlabelled(sentences: Iterable[Sentence], annotations: Sequence[Annotation], tasks: Sequence[str]) -> np.ndarray:
    """Rows of the sentences that can be annotated (see `for_sale`) for a task for which they aren't yet, int64 (n,).

    `UserError` where a sentence that is annotated isn't among `sentences`.
    """
    done = annotated_ids(annotations, tasks)
    rows = [
        row
        for row, sentence in enumerate(with_all_annotated(sentences, annotations))
        if any(sentence.id not in done[task] for task in sentence.annotated(tasks) or tasks)
    ]
    return np.array(rows, dtype=np.int64)


def check_tasks(scores: PoolScores, tasks: Sequence[str], path: Path) -> None:
    """`UserError` where the table in `path` isn't of these tasks in this order."""
    if scores.tasks != list(tasks):
        raise UserError(f"{path}: of the tasks {scores.tasks}, not {list(tasks)}; score again")


def write_scores(tables: Mapping[Path, Mapping[str, np.ndarray]], pool: Sequence[Sentence]) -> None:
    """Tables of one pool as CSV, with the columns `id`, `tokens` and one a task; the pool is passed through once.

    `tables`: path -> task -> values, (n,); floats are written with the nine digits that tell float32 apart.
    """
    with ExitStack() as files:
        outputs = {path: files.enter_context(whole_text(path)) for path in tables}
        for path, columns in tables.items():
            outputs[path].write(",".join(map(csv_field, ["id", "tokens", *columns])) + "\n")
        for start in range(0, len(pool), STRETCH):
            stretch = slice(start, start + STRETCH)
            names = [f"{csv_field(sentence.id)},{len(sentence.tokens)}" for sentence in pool[stretch]]
            for path, columns in tables.items():
                cells = [map("{:.9g}".format, values[stretch].tolist()) for values in columns.values()]
                outputs[path].writelines(",".join(row) + "\n" for row in zip(names, *cells, strict=True))


def read_scores(path: Path) -> PoolScores:
    """The table that `write_scores` wrote; `InputError` with the line where it is malformed."""
    rows = read_rows(path)
    _, header = next(rows, (1, []))
    if header[:2] != ["id", "tokens"]:
        raise InputError(path, 1, "the first columns aren't id,tokens")
    ids: list[str] = []
    parts = []
    while stretch := list(islice(rows, STRETCH)):
        names, numbers = _columns(stretch, path, header)
        ids += names
        parts.append(numbers)
    numbers = np.concatenate([np.zeros((len(header) - 1, 0)), *parts], axis=1)
    return PoolScores(ids, numbers[0].astype(np.int64), header[2:], np.ascontiguousarray(numbers[1:].T))


def _columns(rows: Sequence[tuple[int, list[str]]], path: Path, header: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Ids and the other columns, float64 (columns, rows); `InputError` with the line of the first malformed row."""
    try:
        ids, words, *values = zip(*(row for _, row in rows), strict=True)
        if len(values) != len(header) - 2:
            raise ValueError
        return list(ids), np.array([[*map(int, words)], *([*map(float, column)] for column in values)], dtype=float)
    except ValueError:
        if len(rows) == 1:
            raise InputError(path, rows[0][0], f"not a row of {','.join(header)}") from None
    for row in rows:
        _columns([row], path, header)
    raise AssertionError("no row alone is malformed")
