"""What is found out about the words of a pool, for tasks that label words (docs/method.md, "Asked words")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from mtal.models.ranges import behind_nought, ranges

COLUMNS = ("doubt", "items", "gold_items")
"""Of a word its normalised entropy, and the item that it is part of in the prediction and in the gold label, as
`Decoder.items_of_words` counts."""

WordTable = dict[str, dict[str, np.ndarray]]
"""For each task the columns, float32 (k,), of k words."""


class WordScores(NamedTuple):
    """What is known about the words of n sentences, one behind the other."""

    table: WordTable
    bounds: np.ndarray
    """Where each sentence's words begin, and the end, int64 (n + 1,)."""

    def fill(self, rows: np.ndarray, found: Mapping[str, np.ndarray]) -> None:
        """Note what was `found` of the sentences in these rows, for each task (columns, words)."""
        places = ranges(self.bounds[rows], self.bounds[rows + 1] - self.bounds[rows])
        for task, columns in found.items():
            for name, values in zip(COLUMNS, columns, strict=True):
                self.table[task][name][places] = values

    def at(self, rows: np.ndarray) -> WordScores:
        """The sentences in these rows, int64 (k,)."""
        counts = self.bounds[rows + 1] - self.bounds[rows]
        places = ranges(self.bounds[rows], counts)
        table = {task: {name: values[places] for name, values in of.items()} for task, of in self.table.items()}
        return WordScores(table, behind_nought(counts))


def unknown(tasks: Iterable[str], bounds: np.ndarray) -> WordScores:
    """A table to be filled."""
    size = int(bounds[-1])
    return WordScores({task: {name: np.full(size, np.nan, np.float32) for name in COLUMNS} for task in tasks}, bounds)


def one_behind_the_other(parts: Sequence[WordScores]) -> WordScores:
    """The sentences of several parts, all of the same tasks."""
    table = {
        task: {name: np.concatenate([part.table[task][name] for part in parts]) for name in COLUMNS}
        for task in parts[0].table
    }
    return WordScores(table, behind_nought(np.concatenate([np.diff(part.bounds) for part in parts])))
