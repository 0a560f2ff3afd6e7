"""The unlabelled pool and the table of its scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from mtal.acquisition.labelled import Annotation, annotated_ids
from mtal.corpora.sentence import Sentence
from mtal.errors import InputError, UserError
from mtal.files import read_rows, write_rows


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


def unlabelled(
    sentences: Iterable[Sentence], annotations: Sequence[Annotation], tasks: Iterable[str]
) -> list[Sentence]:
    """The sentences that can be annotated (see `for_sale`) for a task for which they aren't yet, in corpus order."""
    tasks = list(tasks)
    done = annotated_ids(annotations, tasks)
    return [s for s in sentences if any(s.id not in done[task] for task in s.annotated(tasks) or tasks)]


def check_tasks(scores: PoolScores, tasks: Sequence[str], path: Path) -> None:
    """`UserError` where the table in `path` isn't of these tasks in this order."""
    if scores.tasks != list(tasks):
        raise UserError(f"{path}: of the tasks {scores.tasks}, not {list(tasks)}; score again")


def write_scores(path: Path, pool: Sequence[Sentence], values: Mapping[str, np.ndarray]) -> None:
    """CSV with the columns `id`, `tokens` and one a task; floats with the nine digits that tell float32 apart."""
    rows = zip(pool, *values.values(), strict=True)
    table = ([sentence.id, len(sentence.tokens), *(f"{score:.9g}" for score in scores)] for sentence, *scores in rows)
    write_rows(path, chain([["id", "tokens", *values]], table))


def read_scores(path: Path) -> PoolScores:
    """The table that `write_scores` wrote; `InputError` with the line where it is malformed."""
    rows = read_rows(path)
    _, header = next(rows, (1, []))
    if header[:2] != ["id", "tokens"]:
        raise InputError(path, 1, "the first columns aren't id,tokens")
    ids, words, values = [], [], []
    for line, row in rows:
        try:
            id_, tokens, *scores = row
            ids.append(id_)
            words.append(int(tokens))
            values.append([float(score) for _, score in zip(header[2:], scores, strict=True)])
        except ValueError:
            raise InputError(path, line, f"not a row of {','.join(header)}") from None
    shape = (len(ids), len(header) - 2)
    return PoolScores(ids, np.array(words, dtype=np.int64), header[2:], np.array(values, dtype=float).reshape(shape))
