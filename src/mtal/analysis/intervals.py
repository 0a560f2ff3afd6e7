"""How far a score may be off, given that test sentences are a sample (docs/method.md, "Intervals")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from mtal.analysis.gaps import LEVEL, Counts, drawn
from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Tally, Task

DRAWS = 1000
"""How often the sentences are drawn."""


class Interval(NamedTuple):
    """A score and where it lies in 95 of 100 draws of the sentences."""

    score: float
    low: float
    high: float
    sentences: int


def tallies(task: Task[Any], gold: Sequence[Sentence], predicted: Sequence[Any]) -> list[Tally]:
    """What each prediction adds to the task's scores, for the sentences that are annotated for it."""
    both = zip(gold, predicted, strict=True)
    return [task.tally(sentence, label) for sentence, label in both if sentence.label(task.name) is not None]


def intervals(tallies: Sequence[Tally], *, draws: int = DRAWS, seed: int = 0) -> dict[str, Interval] | None:
    """Bootstrap 95 % intervals of all scores that the sentences' tallies add up to, in the order of the tallies.

    None with fewer than two sentences. The same numbers every time.
    """
    if len(tallies) < 2:
        return None
    names = dict.fromkeys(name for tally in tallies for name in tally)
    return {name: _interval(*_sums(tallies, name), draws, seed) for name in names}


def resampled(above: Sequence[float], below: Sequence[float], *, draws: int = DRAWS, seed: int = 0) -> np.ndarray:
    """The ratio of two sums over n sentences when the sentences are drawn with replacement, float (draws,).

    above, below: float (n,), n ≥ 1, `below` at least 0; the ratio is 0 where there is nothing to divide by.
    """
    counts = Counts(np.array([above], dtype=float), np.array([below], dtype=float))
    return drawn([[counts]], draws=draws, seed=seed)[0][0].draws[0]


def _ends(draws: np.ndarray) -> tuple[float, float]:
    """Where 95 of 100 of float (draws,) lie, as many left out below as above."""
    low, high = np.quantile(draws, (LEVEL / 2, 1 - LEVEL / 2)).tolist()
    return low, high


def ratio(above: float, below: float) -> float:
    """`above` over `below`; 0 where there is nothing to divide by."""
    return above / below if below else 0.0


def _interval(above: list[float], below: list[float], draws: int, seed: int) -> Interval:
    return Interval(ratio(sum(above), sum(below)), *_ends(resampled(above, below, draws=draws, seed=seed)), len(above))


def _sums(tallies: Sequence[Tally], name: str) -> tuple[list[float], list[float]]:
    found = [tally.get(name, (0, 0)) for tally in tallies]
    return [float(above) for above, _ in found], [float(below) for _, below in found]
