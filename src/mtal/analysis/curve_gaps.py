"""Two learning curves apart, given that seeds and test sentences are samples (docs/method.md, "Curves as numbers")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mtal.analysis.gaps import LEVEL
from mtal.analysis.savings import areas, shares_needed

DRAWS = 1000
"""How often seeds and sentences are drawn."""


@dataclass(frozen=True, slots=True)
class Curves:
    """The learning curves of one method, a curve a seed."""

    spent: np.ndarray
    """What was spent up to each round, float (seeds, rounds), ascending."""
    scores: np.ndarray
    """Float (seeds, rounds)."""
    draws: np.ndarray
    """What scores are when the test set's sentences are drawn with replacement, float (seeds, rounds, draws)."""


class Ends(NamedTuple):
    """A number, and where it lies in 95 of 100 draws."""

    value: float
    low: float
    high: float


class CurveGap(NamedTuple):
    """What one curve has over another."""

    area: Ends
    """Of the area under the first, less that under the second."""
    share: Ends
    """What the first spends until the second's last score, as a share of what the second does; `inf`: it never gets
    there."""


def curve_gap(first: Curves, second: Curves, *, draws: int = DRAWS, seed: int = 0) -> CurveGap:
    """Two methods by the mean over seeds of their curves, the same seeds in the same order.

    Each draw takes seeds with replacement, the same for both, and the test sentences of that draw. Few seeds say little
    of how seeds differ: with one, the interval knows of the test sentences alone. Raises `ValueError` where the seeds
    or draws of the two don't fit, or a curve has fewer than two rounds.
    """
    if len(first.spent) != len(second.spent) or first.draws.shape[2] != second.draws.shape[2]:
        raise ValueError("both need the same seeds and draws")
    random, seeds = np.random.default_rng(seed), len(first.spent)
    weights = random.multinomial(seeds, np.full(seeds, 1 / seeds), size=draws) / seeds
    sentences = np.arange(draws) % first.draws.shape[2]
    drawn = [_means(each, weights, sentences) for each in (first, second)]
    seen = [(each.spent.mean(axis=0)[None], each.scores.mean(axis=0)[None]) for each in (first, second)]
    return CurveGap(
        _ends(float((areas(*seen[0]) - areas(*seen[1]))[0]), areas(*drawn[0]) - areas(*drawn[1])),
        _ends(float(shares_needed(*seen[0], *seen[1])[0]), shares_needed(*drawn[0], *drawn[1])),
    )


def _means(curves: Curves, weights: np.ndarray, sentences: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What was spent, and the score, of each draw and round, float (draws, rounds)."""
    scores = np.einsum("ds,srd->dr", weights, curves.draws[:, :, sentences])
    return weights @ curves.spent, scores


def _ends(value: float, drawn: np.ndarray) -> Ends:
    """Ends that are draws themselves, as some may be infinite."""
    ordered, last = np.sort(drawn), len(drawn) - 1
    low, high = ordered[int(last * LEVEL / 2)], ordered[int(np.ceil(last * (1 - LEVEL / 2)))]
    return Ends(value, float(low), float(high))
