"""Could going on still pay? By task, from what successive models say of the same text (docs/method.md, "Stopping").

Advice, never a decision. The text is a *stop set*: drawn at random, never chosen, and it needs no labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import Any, Literal, NamedTuple

from mtal.analysis.judgements import MARKED, Pair, marks, pairs
from mtal.analysis.kappa import kappa, kappa_of_marks
from mtal.tasks import TASKS
from mtal.tasks.shapes import Shape

LAST = 3
"""Comparisons of successive models whose kappas are averaged."""
LEAST_KAPPA = 0.99
"""Their mean from which on predictions are stable."""
LAST_UNCHANGED = 2
"""Comparisons of successive models that must have changed next to nothing."""
LEAST_UNCHANGED = 0.98
"""The share of places that each of these must have left as they were."""
FEW = 100
"""Places below which a stop set can't tell one kappa from another."""

Outcome = Literal["going on", "stable", "too early to say"]
SAID: dict[Outcome, str] = {
    "stable": "stop buying {}",
    "going on": "{} may still gain",
    "too early to say": "too early to say for {}",
}


class Change(NamedTuple):
    """One model's predictions beside the next one's."""

    places: int
    """Words, sentences; where a task marks spans or relations, those places that either model marks."""
    kappa: float | None
    """None where nothing can be said: neither model marks anything, or both say the same one thing of all."""
    unchanged: float | None
    """The share of places of which both say the same, in [0, 1]; None without any place."""


class Verdict(NamedTuple):
    """Advice about one task, and what it stands on."""

    outcome: Outcome
    kappa: float | None
    """Mean over the last `LAST` comparisons; None where one of them has none, or there are fewer."""
    unchanged: float | None
    """The least of the last `LAST_UNCHANGED` comparisons; None as above."""
    bound: float | None
    """By how much the scores of the last two models can differ on the stop set at most; None as above."""
    comparisons: int


def change(task: str, before: Sequence[Any], after: Sequence[Any]) -> Change:
    """Compare two models' predictions of the same sentences, label entries of the sentence schema."""
    said = [pair for labels in zip(before, after, strict=True) for pair in _places(task, *labels)]
    if TASKS[task].shape in MARKED:
        agreed = kappa_of_marks((marks(task, label) for label in before), (marks(task, label) for label in after))
    else:
        agreed = kappa(said)
    return Change(len(said), agreed, sum(one == other for one, other in said) / len(said) if said else None)


def changes(task: str, predictions: Sequence[Sequence[Any]]) -> list[Change]:
    """`change` from each model to the next; `predictions`: of the same sentences, by one model after the other."""
    return [change(task, *successive) for successive in pairwise(predictions)]


def _places(task: str, before: Any, after: Any) -> list[Pair]:
    found = pairs(task, before, after)
    return [pair for pair in found if pair != ("O", "O")] if TASKS[task].shape is Shape.BIO else found


def bound(kappa: float) -> float:
    """The most by which the F1 of two models can differ whose kappa is this, 4(1 − κ)/κ; infinite for κ ≤ 0."""
    return 4 * (1 - kappa) / kappa if kappa > 0 else inf


def least_kappa(tolerance: float) -> float:
    """The kappa from which on F1 can't differ by more than `tolerance`, 4/(4 + d); the inverse of `bound`."""
    return 4 / (4 + tolerance)


def stable(kappas: Sequence[float | None], least: float = LEAST_KAPPA) -> bool:
    """Whether the mean of the last `LAST` kappas is at least `least`: they are high, not merely alike."""
    mean = _mean(kappas)
    return mean is not None and mean >= least


def unchanged(shares: Sequence[float | None], least: float = LEAST_UNCHANGED) -> bool:
    """Whether each of the last `LAST_UNCHANGED` shares of unchanged predictions is at least `least`."""
    share = _least(shares)
    return share is not None and share >= least


def _known(values: Sequence[float | None], last: int) -> list[float]:
    """The last so many values; none where they are fewer, or one isn't known."""
    known = [value for value in values[-last:] if value is not None]
    return known if len(known) == last else []


def _mean(kappas: Sequence[float | None]) -> float | None:
    known = _known(kappas, LAST)
    return sum(known) / LAST if known else None


def _least(shares: Sequence[float | None]) -> float | None:
    return min(_known(shares, LAST_UNCHANGED), default=None)


def verdict(changes: Sequence[Change], least: float = LEAST_KAPPA) -> Verdict:
    """What the comparisons of successive models say of a task, oldest first.

    Stable where both criteria say so. Too early to say with fewer than `LAST` comparisons, where one of these has no
    kappa, and where the last has fewer than `FEW` places.
    """
    kappas, shares = [each.kappa for each in changes], [each.unchanged for each in changes]
    mean, last = _mean(kappas), kappas[-1] if kappas else None
    outcome: Outcome = "going on"
    if mean is None or changes[-1].places < FEW:
        outcome = "too early to say"
    elif stable(kappas, least) and unchanged(shares):
        outcome = "stable"
    return Verdict(outcome, mean, _least(shares), None if last is None else bound(last), len(changes))


def advice(verdicts: Mapping[str, Verdict]) -> str:
    """One line over all tasks, in their order; empty without any.

    >>> early, late = (Verdict(outcome, 0.9, 0.9, 0.4, 3) for outcome in ("going on", "stable"))
    >>> advice({"ner": late, "dp": early})
    'stop buying entities (ner); parsing (dp) may still gain'
    """
    tasks = {outcome: [task for task, each in verdicts.items() if each.outcome == outcome] for outcome in SAID}
    return "; ".join(said.format(_listed(tasks[outcome])) for outcome, said in SAID.items() if tasks[outcome])


def _listed(tasks: Sequence[str]) -> str:
    *first, last = (f"{TASKS[task].wanted} ({task})" for task in tasks)
    return f"{', '.join(first)} and {last}" if first else last
