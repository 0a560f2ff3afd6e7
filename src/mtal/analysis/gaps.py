"""How far apart are two systems, given that seeds and test sentences are samples? (docs/method.md, "Gaps")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, sqrt
from typing import NamedTuple

import numpy as np
from scipy.stats import nct, norm, t

LEVEL = 0.05
ENOUGH_SEEDS = 5
"""Below, a gap may be real and systems still can't be ranked by it."""
CHUNK = 1 << 22
"""Multiplicities that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a score is made of: a score is the sum of `right` over the sum of `of`, over the sentences of a test set."""

    right: np.ndarray
    """Float (seeds, sentences): right words of each sentence for an accuracy, twice the right spans for F1."""
    of: np.ndarray
    """Float (seeds, sentences) or (sentences,): words; gold and found spans."""

    def __post_init__(self) -> None:
        """`ValueError` for shapes that don't fit and for what isn't a count."""
        if (
            self.right.ndim != 2
            or not self.right.size
            or np.broadcast_shapes(self.of.shape, self.right.shape) != self.right.shape
        ):
            raise ValueError(f"counts must be of (seeds, sentences), not {self.right.shape} and {self.of.shape}")
        if not (np.isfinite(self.right).all() and np.isfinite(self.of).all() and self.of.min() >= 0):
            raise ValueError("counts must be finite, and those divided by at least 0")

    def by_sentence(self) -> np.ndarray:
        """The score of each sentence alone, float (seeds, sentences); 1 where there was nothing to find or to miss."""
        of = np.broadcast_to(self.of, self.right.shape)
        return np.divide(self.right, of, out=np.ones_like(self.right, dtype=float), where=of > 0)

    def scores(self, times: np.ndarray | None = None) -> np.ndarray:
        """The score of each seed, float (seeds,); 0 where there is nothing to divide by.

        With `times`, float (draws, sentences), how often each sentence is in each draw: float (seeds, draws).
        """
        of = np.broadcast_to(self.of, self.right.shape)
        right, of = (self.right.sum(1), of.sum(1)) if times is None else (self.right @ times.T, of @ times.T)
        return np.divide(right, of, out=np.zeros_like(right, dtype=float), where=of > 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """The first system's mean score minus the second's."""

    difference: float
    low: float
    """Ends of the interval that holds the true difference in 95 of 100 cases."""
    high: float
    p: float
    """Two-sided, in [0, 1]: how often chance alone makes a difference as large."""
    seeds: int
    """Pairs of runs; 1: the interval knows of the test sentences alone."""

    @property
    def noise(self) -> bool:
        """Whether chance explains it."""
        return self.p >= LEVEL


class Drawn(NamedTuple):
    """Scores of a system on one test set."""

    scores: np.ndarray
    """Float (seeds,)."""
    draws: np.ndarray
    """Float (seeds, draws): what they are when the test set's sentences are drawn with replacement."""


def gap(first: Sequence[Counts], second: Sequence[Counts], *, draws: int = 1000, seed: int = 0) -> Gap:
    """Paired comparison of two systems by the mean of their scores over `first` (tasks, corpora).

    Each entry of `first` has the same seeds as all others, and seeds and test sentences in common with its partner in
    `second`. The variance of the difference has two parts: that of its mean over seeds, and that of the test sets,
    found by drawing sentences with replacement, the same ones for both systems and all seeds. Student's t with one
    degree of freedom less than seeds gives interval and p, so that two seeds prove next to nothing.
    Raises `ValueError` where the pairs don't fit.
    """
    _check_pairs(first, second)
    return between(*drawn([first, second], draws=draws, seed=seed))


def drawn(systems: Sequence[Sequence[Counts]], *, draws: int = 1000, seed: int = 0) -> list[list[Drawn]]:
    """What `between` compares: for many systems at once, as drawing takes most of the time.

    Each system has the same parts (tasks, corpora), with the same test sentences as all others, and any seeds.
    """
    random = np.random.default_rng(seed)
    parts = [_drawn_part(counts, draws, random) for counts in zip(*systems, strict=True)]
    return [list(each) for each in zip(*parts, strict=True)]


def _drawn_part(counts: Sequence[Counts], draws: int, random: np.random.Generator) -> list[Drawn]:
    sentences = counts[0].right.shape[1]
    found, step = list[list[np.ndarray]](), max(1, CHUNK // sentences)
    for start in range(0, draws, step):
        size = min(step, draws - start)
        times = random.multinomial(sentences, np.full(sentences, 1 / sentences), size=size).astype(float)
        found.append([each.scores(times) for each in counts])
    joined = (np.concatenate(chunks, axis=1) for chunks in zip(*found, strict=True))
    return [Drawn(each.scores(), scores) for each, scores in zip(counts, joined, strict=True)]


def between(first: Sequence[Drawn], second: Sequence[Drawn]) -> Gap:
    """`gap` of two systems of `drawn`, whose seeds are the same, in the same order."""
    pairs = list(zip(first, second, strict=True))
    by_seed = np.mean([a.scores - b.scores for a, b in pairs], axis=0)
    seeds, difference = len(by_seed), float(by_seed.mean())
    parts = sum(float((a.draws - b.draws).mean(axis=0).var(ddof=1)) for a, b in pairs)  # independent of each other
    variance = parts / len(pairs) ** 2 + (by_seed.var(ddof=1) / seeds if seeds > 1 else 0.0)
    return _gap(difference, sqrt(variance), seeds)


def _check_pairs(first: Sequence[Counts], second: Sequence[Counts]) -> None:
    if not first or len(first) != len(second):
        raise ValueError(f"the same parts of both systems are needed, not {len(first)} and {len(second)}")
    if any(a.right.shape != b.right.shape for a, b in zip(first, second, strict=True)):
        raise ValueError("both systems need the same seeds and test sentences")
    if len({len(counts.right) for counts in first}) > 1:
        raise ValueError("all parts need the same seeds")


def _gap(difference: float, error: float, seeds: int) -> Gap:
    if error < 1e-12:  # both are the same, or differ by the same everywhere
        return Gap(difference, difference, difference, 1.0 if abs(difference) < 1e-12 else 0.0, seeds)
    freedom = seeds - 1 if seeds > 1 else inf
    width = float(t.ppf(1 - LEVEL / 2, freedom)) * error
    p = 2 * float(t.sf(abs(difference) / error, freedom))
    return Gap(difference, difference - width, difference + width, p, seeds)


def seeds_needed(difference: float, spread: float, *, power: float = 0.8) -> int | None:
    """Pairs of runs after which a true `difference` is found in `power` of the cases by a paired t-test at 0.05.

    `spread`: standard deviation of the differences between paired runs. None where there is no difference to find.
    """
    if not difference:
        return None
    effect = abs(difference) / spread if spread else inf
    at_least = (norm.ppf(1 - LEVEL / 2) + norm.ppf(power)) / effect  # what known variances would ask for
    seeds = max(2, ceil(at_least**2))
    while spread and _power(effect, seeds) < power:
        seeds += 1
    return seeds


def _power(effect: float, seeds: int) -> float:
    """How often a paired t-test sees a difference of `effect` standard deviations."""
    return float(nct.sf(t.ppf(1 - LEVEL / 2, seeds - 1), seeds - 1, effect * sqrt(seeds)))


def holm(p: Sequence[float]) -> list[float]:
    """p-values corrected for how many there are (Holm 1979): below 0.05 all at once with error 0.05."""
    order = np.argsort(p, kind="stable")
    scaled = np.array(p, dtype=float)[order] * np.arange(len(p), 0, -1)
    corrected = np.empty(len(p))
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(scaled)) if len(p) else scaled
    return corrected.tolist()
