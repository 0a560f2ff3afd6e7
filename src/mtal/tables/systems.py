"""The methods of a setting as they can be compared by single test sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mtal.analysis.gaps import Counts, Drawn, drawn
from mtal.study.tallies import Tally
from mtal.tables.methods import Method, Setting


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


def systems(tasks: Sequence[str], tallies: Mapping[Method, Mapping[int, Tally]]) -> dict[Method, System]:
    """The methods of a setting by their tallies of each seed, without those that lack a task.

    A tally of another test set than the first one's is left out.
    """
    first = next((each for found in tallies.values() for each in found.values() if _has(each.table, tasks)), None)
    if first is None:
        return {}
    known = {task: first.table[f"{task}.of"].notna().to_numpy() for task in tasks}
    fitting = {
        method: {seed: each.table for seed, each in found.items() if _fits(each, first, tasks)}
        for method, found in tallies.items()
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


def _fits(tally: Tally, first: Tally, tasks: Sequence[str]) -> bool:
    """Whether the test sentences, and those with gold, are the same."""
    return (
        _has(tally.table, tasks)
        and tally.sentences == first.sentences
        and all((tally.table[f"{task}.of"].notna() == first.table[f"{task}.of"].notna()).all() for task in tasks)
    )


def _counts(tables: Sequence[pd.DataFrame], task: str, known: np.ndarray) -> Counts:
    right, of = (
        np.stack([table[f"{task}.{part}"].to_numpy(dtype=float)[known] for table in tables]) for part in ("right", "of")
    )
    return Counts(right, of)


def _by_sentence(counts: Sequence[Counts], known: Sequence[np.ndarray], everywhere: np.ndarray) -> np.ndarray:
    scores = [each.by_sentence()[:, everywhere[there]] for each, there in zip(counts, known, strict=True)]
    return np.mean(scores, axis=0)
