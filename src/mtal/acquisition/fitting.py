"""What labels cost in seconds, and what `costs` would be if they were right (docs/method.md, "Prices from seconds")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import nnls

from mtal.acquisition.costs import TaskCosts
from mtal.corpora.sentence import ENTRIES
from mtal.tasks import TASKS

LEAST = 30
"""Answers with seconds below which no price is fitted."""
LEAST_A_PRICE = 5
"""Answers that each price needs besides."""
HUBER = 1.345
"""Residuals beyond so many deviations count less: a break for coffee isn't a price."""
ROUNDS = 100
"""Of weighing answers anew."""


class Timed(NamedTuple):
    """One answer that a tool measured."""

    words: int
    seconds: float
    items: Mapping[str, int]
    """By each task that was asked and answered: what was marked."""


class Price(NamedTuple):
    """What is paid for: a word that is read, an item of a task, or a decision about the sentence."""

    kind: str
    """`word`, `item`, `sentence`."""
    task: str
    """Empty for words."""


WORD = Price("word", "")


@dataclass(frozen=True, slots=True)
class FittedPrices:
    """Seconds, fitted to answers."""

    seconds: dict[Price, float]
    """At least 0."""
    untold: list[Price] = field(default_factory=list)
    """Prices that no answer tells from those of `seconds`: what they cost is in these."""
    r_squared: float = 0.0
    """The share of the seconds' variance that prices explain, far residuals cut as in the fit; at most 1."""
    answers: int = 0
    slow: int = 0
    """Answers that took so long that they count for less than half."""

    def costs(self, tasks: Iterable[str]) -> dict[str, TaskCosts] | None:
        """The prices relative to reading a word, rounded, as `costs.TASK` has them; 0 for what isn't told.

        None where reading is free: nothing can be relative to it.
        """
        word = self.seconds[WORD]
        if not word:
            return None

        def relative(kind: str, task: str) -> int:
            return round(self.seconds.get(Price(kind, task), 0.0) / word)

        return {task: TaskCosts(item=relative("item", task), sentence=relative("sentence", task)) for task in tasks}


def timed(words: int, labels: Mapping[str, Any], tasks: Iterable[str], seconds: float) -> Timed:
    """An answer of so many words; `labels`: entries of the sentence schema, `tasks`: those asked and answered."""
    return Timed(words, seconds, {task: TASKS[task].items(labels[ENTRIES.get(task, task)]) for task in tasks})


def fit(answers: Sequence[Timed], costs: Mapping[str, TaskCosts]) -> FittedPrices | None:
    """Prices by least squares, none below 0, in which answers that took far too long count less.

    `costs`: the tasks that items are counted of; those with a price of a sentence have one here. None with fewer than
    `LEAST` answers, and `LEAST_A_PRICE` a price. `ValueError` for seconds that aren't finite or below 0.
    """
    if any(not isfinite(answer.seconds) or answer.seconds < 0 for answer in answers):
        raise ValueError("seconds must be finite and at least 0")
    if len(answers) < LEAST:
        return None
    columns = {price: _column(price, answers) for price in _prices(costs)}
    table = {price: column for price, column in columns.items() if column.any()}
    told = _told(table)
    if len(answers) < LEAST_A_PRICE * len(told):
        return None
    seconds = np.array([answer.seconds for answer in answers], dtype=float)
    counts = np.stack([table[price] for price in told], axis=1)
    found, weights = robust_nnls(counts, seconds)
    expected = counts @ found
    seen = expected + weights * (seconds - expected)  # what is far off, as near as the fit takes it to be
    return FittedPrices(
        dict(zip(told, found.tolist(), strict=True)),
        [price for price in table if price not in told],
        _r_squared(seen, expected),
        len(answers),
        int(((weights < 0.5) & (seconds > expected)).sum()),
    )


def robust_nnls(counts: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Non-negative prices float (p,) with values ≈ counts @ prices, and the weight of each row in it, float (n,).

    counts: float (n, p); values: float (n,). Huber's weights, min(1, 1.345·s/abs(residual)), reweighted until they
    stand; s is the median absolute residual over 0.6745, that of a normal distribution.
    """
    weights = np.ones(len(values))
    for _ in range(ROUNDS):
        root = np.sqrt(weights)
        prices, _ = nnls(counts * root[:, None], values * root)
        residuals = np.abs(values - counts @ prices)
        far = max(HUBER * np.median(residuals) / 0.6745, 1e-9 * values.max(), np.finfo(float).tiny)
        before, weights = weights, np.minimum(1.0, far / np.maximum(residuals, far))
        if np.abs(weights - before).max() < 1e-6:
            break
    return prices, weights


def _prices(costs: Mapping[str, TaskCosts]) -> list[Price]:
    decisions = [Price("sentence", task) for task, cost in costs.items() if cost.sentence]
    return [WORD, *decisions, *(Price("item", task) for task in costs)]


def _column(price: Price, answers: Sequence[Timed]) -> np.ndarray:
    """How many of it each answer has, float (n,)."""
    if price == WORD:
        return np.array([answer.words for answer in answers], dtype=float)
    if price.kind == "sentence":
        return np.array([price.task in answer.items for answer in answers], dtype=float)
    return np.array([answer.items.get(price.task, 0) for answer in answers], dtype=float)


def _told(table: Mapping[Price, np.ndarray]) -> list[Price]:
    """The prices that answers can tell from those before: a column that these add up to says nothing of its own."""
    told: list[Price] = []
    for price, column in table.items():
        columns = [table[each] for each in told] + [column]
        if np.linalg.matrix_rank(np.stack([each / (np.linalg.norm(each) or 1.0) for each in columns])) == len(columns):
            told.append(price)
    return told


def _r_squared(values: np.ndarray, fitted: np.ndarray) -> float:
    spread = ((values - values.mean()) ** 2).sum()
    return float(1 - ((values - fitted) ** 2).sum() / spread) if spread else 0.0
