"""What single test sentences add to scores, from the predictions that experiments keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

import dvc.api
import numpy as np
import pandas as pd
from dvc.exceptions import DvcException

from mtal.analysis.gaps import Counts, Drawn, drawn
from mtal.tables.methods import Method, Setting

PREDICTIONS = "data/rounds/{}/predictions.csv.gz"


@dataclass(frozen=True)
class System:
    """A method in a setting, as it can be compared with the others there."""

    seeds: Sequence[int]
    parts: Sequence[Drawn]
    """One a task."""
    sentences: np.ndarray
    """Float (seeds, sentences): mean over tasks of the score of each sentence that has gold for all of them."""

    def of(self, seeds: Sequence[int]) -> System:
        """With these of its seeds alone."""
        rows = [self.seeds.index(seed) for seed in seeds]
        return System(seeds, [Drawn(a.scores[rows], a.draws[rows]) for a in self.parts], self.sentences[rows])


Systems = Mapping[Setting, Mapping[Method, System]]


def paired(first: System | None, second: System | None) -> tuple[System, System] | None:
    """Both with the seeds that they share; None where they share none."""
    if first is None or second is None:
        return None
    seeds = [seed for seed in first.seeds if seed in second.seeds]
    return (first.of(seeds), second.of(seeds)) if seeds else None


def read_tally(revision: str, number: int) -> pd.DataFrame | None:
    """The columns `TASK.right` and `TASK.of` of a round's predictions, by sentence id; NaN where a task has no gold.

    None where this machine hasn't got them.
    """
    try:
        with dvc.api.open(PREDICTIONS.format(number), rev=revision, mode="rb") as file:
            return tally(file)
    except (DvcException, OSError):
        return None


def tally(file: IO[bytes]) -> pd.DataFrame:
    """`read_tally` of an open file."""
    table = pd.read_csv(
        file,
        compression="gzip",
        usecols=lambda name: name == "id" or name.endswith((".right", ".of")),
        dtype={"id": str},
        keep_default_na=False,
        na_values={"": [""]},
    )
    return table.set_index("id").apply(pd.to_numeric)


def systems(tasks: Sequence[str], tallies: Mapping[Method, Mapping[int, pd.DataFrame]]) -> dict[Method, System]:
    """The methods of a setting by their tallies of each seed, without those that lack a task.

    A tally of another test set than the first one's is left out.
    """
    first = next((table for tables in tallies.values() for table in tables.values() if _has(table, tasks)), None)
    if first is None:
        return {}
    known = {task: first[f"{task}.of"].notna().to_numpy() for task in tasks}
    fitting = {
        method: {seed: table for seed, table in tables.items() if _fits(table, first, tasks)}
        for method, tables in tallies.items()
    }
    fitting = {method: tables for method, tables in fitting.items() if tables}
    counts = [[_counts([*tables.values()], task, known[task]) for task in tasks] for tables in fitting.values()]
    everywhere = np.logical_and.reduce([*known.values()])
    each = zip(fitting.items(), counts, drawn(counts), strict=True)
    return {
        method: System([*tables], parts, _by_sentence(counts, [*known.values()], everywhere))
        for (method, tables), counts, parts in each
    }


def _has(table: pd.DataFrame, tasks: Sequence[str]) -> bool:
    return all(f"{task}.of" in table and table[f"{task}.of"].notna().any() for task in tasks)


def _fits(table: pd.DataFrame, first: pd.DataFrame, tasks: Sequence[str]) -> bool:
    """Whether the test sentences, and those with gold, are the same."""
    return (
        _has(table, tasks)
        and table.index.equals(first.index)
        and all((table[f"{task}.of"].notna() == first[f"{task}.of"].notna()).all() for task in tasks)
    )


def _counts(tables: Sequence[pd.DataFrame], task: str, known: np.ndarray) -> Counts:
    right, of = (
        np.stack([table[f"{task}.{part}"].to_numpy(dtype=float)[known] for table in tables]) for part in ("right", "of")
    )
    return Counts(right, of)


def _by_sentence(counts: Sequence[Counts], known: Sequence[np.ndarray], everywhere: np.ndarray) -> np.ndarray:
    scores = [each.by_sentence()[:, everywhere[there]] for each, there in zip(counts, known, strict=True)]
    return np.mean(scores, axis=0)
