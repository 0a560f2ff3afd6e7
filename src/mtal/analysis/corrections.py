"""Did selecting find more errors than drawing by chance? (docs/method.md, "Corrections")."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple

from scipy.stats import t

from mtal.analysis.gaps import LEVEL
from mtal.analysis.intervals import DRAWS, ratio, resampled
from mtal.analysis.judgements import differing
from mtal.corpora.sentence import ENTRIES
from mtal.tasks import TASKS

LEAST = 10
"""Sentences of either kind below which nothing is compared: an interval drawn from fewer promises too much."""


class Corrected(NamedTuple):
    """A sentence that was handed out with a prediction and came back with a label, seen by one task."""

    by_chance: bool
    """Whether it was drawn, not chosen by the strategy."""
    wrong: int
    """Places in which prediction and label differ."""
    places: int
    cost: float
    """What the label cost."""


class Contrast(NamedTuple):
    """A rate of errors in chosen sentences and in random ones."""

    chosen: float
    random: float
    low: float
    """Ends of the 95 % interval of the difference, chosen less random."""
    high: float

    @property
    def difference(self) -> float:
        """How much more errors chosen sentences have."""
        return self.chosen - self.random

    @property
    def noise(self) -> bool:
        """Whether chance could have made the difference."""
        return self.low <= 0 <= self.high


class Corrections(NamedTuple):
    """What selecting found beside chance, in one task."""

    chosen: int
    """Sentences."""
    random: int
    by_sentence: Contrast
    """Errors a sentence."""
    by_place: Contrast
    """Errors a place: words, for most tasks."""
    by_cost: Contrast
    """Errors for each unit of cost."""


def corrected(
    task: str,
    filled_in: Mapping[str, Mapping[str, Any]],
    answered: Mapping[str, Mapping[str, Any]],
    by_chance: Collection[str],
    costs: Mapping[str, float],
) -> list[Corrected]:
    """The sentences that have a prediction and an answer for a task, in the order of `answered`.

    filled_in, answered: label entries by sentence id, of sentences that the task was asked of; by_chance: ids; costs:
    what the task's label cost, by id. `ValueError` for an answered sentence without costs.
    """
    layer = ENTRIES.get(task, task)
    found = []
    for name, labels in answered.items():
        predicted = filled_in.get(name, {}).get(layer)
        if predicted is None or layer not in labels:
            continue
        if name not in costs:
            raise ValueError(f"what did {name} cost for {task}?")
        found.append(Corrected(name in by_chance, *differing(task, predicted, labels[layer]), costs[name]))
    return found


def corrections(sentences: Sequence[Corrected], *, draws: int = DRAWS, seed: int = 0) -> Corrections | None:
    """Chosen sentences against random ones; None where either are fewer than `LEAST`. The same numbers every time."""
    chosen = [sentence for sentence in sentences if not sentence.by_chance]
    random = [sentence for sentence in sentences if sentence.by_chance]
    if min(len(chosen), len(random)) < LEAST:
        return None

    def contrast(of: Callable[[Corrected], float]) -> Contrast:
        one, other = (_rate(group, of, draws, seed + i) for i, group in enumerate((chosen, random)))
        return _contrast(one, other)

    by_sentence, by_place, by_cost = contrast(lambda _: 1), contrast(lambda s: s.places), contrast(lambda s: s.cost)
    return Corrections(len(chosen), len(random), by_sentence, by_place, by_cost)


class Rate(NamedTuple):
    """Errors in one kind of sentences."""

    rate: float
    variance: float
    """Of the rate, had other sentences been drawn."""
    freedom: int


def _rate(group: Sequence[Corrected], of: Callable[[Corrected], float], draws: int, seed: int) -> Rate:
    above, below = [float(sentence.wrong) for sentence in group], [float(of(sentence)) for sentence in group]
    freedom = len(group) - 1
    spread = resampled(above, below, draws=draws, seed=seed).var(ddof=1)
    return Rate(ratio(sum(above), sum(below)), float(spread) * len(group) / freedom, freedom)


def _contrast(one: Rate, other: Rate) -> Contrast:
    """The interval is Welch's: that of 95 of 100 draws would be too narrow where sentences are few."""
    variance = one.variance + other.variance
    if not variance:
        return Contrast(one.rate, other.rate, one.rate - other.rate, one.rate - other.rate)
    freedom = variance**2 / (one.variance**2 / one.freedom + other.variance**2 / other.freedom)
    width = float(t.ppf(1 - LEVEL / 2, freedom)) * sqrt(variance)
    return Contrast(one.rate, other.rate, one.rate - other.rate - width, one.rate - other.rate + width)


def in_words(task: str, found: Corrections | None) -> str:
    """What came out, in a line for people."""
    if found is None:
        return f"{task}: too few sentences came back to say whether selecting finds errors"
    rate = found.by_place
    numbers = (
        f"{task}: of 100 {TASKS[task].places} {100 * rate.chosen:.1f} were wrong in chosen sentences, "
        f"{100 * rate.random:.1f} in random ones"
    )
    if rate.noise:
        return f"{numbers}: no difference that chance couldn't make"
    return f"{numbers}: selection finds {'errors' if rate.difference > 0 else 'fewer errors than chance'}"
