"""The table of words that annotators are asked: `asked.csv` (docs/method.md, "Asked words")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import numpy as np

from mtal.acquisition.asking import sentences_of
from mtal.acquisition.labelled import Annotation
from mtal.errors import InputError, UserError
from mtal.files import read_rows, write_rows

WORDS = re.compile(r"(\d+( \d+)*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """n sentences of the pool, in its order."""

    ids: list[str]
    tasks: list[str]
    """Those that label words; others are asked whole."""
    cells: list[list[str]]
    """For each of `tasks` the words of each sentence, counted from 0, with spaces between them."""

    def offered(self, tasks: Sequence[str]) -> np.ndarray:
        """Whether something of a sentence is asked for each of `tasks`, bool (n, t)."""
        asked = {task: np.array([*map(bool, cells)], dtype=bool) for task, cells in self._columns()}
        whole = np.ones(len(self.ids), dtype=bool)
        return np.stack([asked.get(task, whole) for task in tasks], axis=1)

    def marked(self, bought: Iterable[Annotation]) -> list[Annotation]:
        """What was bought, with the words that were asked."""
        rows = {id_: row for row, id_ in enumerate(self.ids)}
        return [
            replace(
                each,
                units={
                    task: tuple(map(int, cells[rows[each.id]].split()))
                    for task, cells in self._columns()
                    if task in each.tasks
                },
            )
            for each in bought
        ]

    def _columns(self) -> Iterator[tuple[str, list[str]]]:
        return zip(self.tasks, self.cells, strict=True)


def write_asked(
    path: Path, ids: Iterable[str], tasks: Sequence[str], asked: Mapping[str, np.ndarray], bounds: np.ndarray | None
) -> None:
    """CSV with the columns `id` and one for each of `tasks`, those that label words.

    asked: bool (k,) of each task; bounds: int64 (n + 1,), as `mtal.acquisition.asking` has them. None: all sentences
    are asked whole, and the table has no rows.
    """
    rows = () if bounds is None else zip(ids, *(_cells(asked[task], bounds) for task in tasks), strict=True)
    write_rows(path, chain([["id", *tasks]], rows))


def _cells(asked: np.ndarray, bounds: np.ndarray) -> Iterator[str]:
    places = np.flatnonzero(asked)
    sentence = sentences_of(bounds)[places]
    words = map(str, (places - bounds[sentence]).tolist())
    for count in np.bincount(sentence, minlength=len(bounds) - 1).tolist():
        yield " ".join(islice(words, count))


def read_asked(path: Path, ids: Sequence[str]) -> Asked:
    """The table that `write_asked` wrote of the sentences `ids`.

    `InputError` with the line where it is malformed, `UserError` where it is of other sentences.
    """
    rows = read_rows(path)
    _, header = next(rows, (1, []))
    if header[:1] != ["id"]:
        raise InputError(path, 1, "the first column isn't id")
    found: list[str] = []
    cells: list[list[str]] = [[] for _ in header[1:]]
    for line, row in rows:
        if len(row) != len(header) or not all(map(WORDS.fullmatch, row[1:])):
            raise InputError(path, line, f"not a row of {','.join(header)}")
        found.append(row[0])
        for column, cell in zip(cells, row[1:], strict=True):
            column.append(cell)
    if found != list(ids):
        raise UserError(f"{path}: of other sentences than the confidences; score again")
    return Asked(found, header[1:], cells)
