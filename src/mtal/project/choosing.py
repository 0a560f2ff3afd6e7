"""The next batch: what is held out and not labelled yet, what the strategy wants most, and a share by chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mtal.acquisition.costs import TaskCosts, prices, together
from mtal.acquisition.labelled import Annotation
from mtal.acquisition.purchase import buy
from mtal.acquisition.scores import PoolScores
from mtal.corpora.sentence import Sentence
from mtal.learning.parts import Scored
from mtal.project.asked import By, Part
from mtal.project.options import ProjectOptions
from mtal.seeds import seed_for
from mtal.tasks import TASKS
from mtal.tasks.shapes import EACH_WORD


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence of the next batch."""

    sentence: Sentence
    part: Part
    by: By
    tasks: tuple[str, ...]
    """What is asked: the tasks that it isn't labelled for yet, and that it was chosen for."""
    cost: int
    """What labelling it will cost, as far as is known before."""


def still_asked(
    sentences: Iterable[Sentence], parts: Mapping[str, Part], done: Mapping[str, Sequence[str]], options: ProjectOptions
) -> list[Wanted]:
    """The sentences that are held out, for the tasks that they aren't labelled for."""
    costs, tasks = options.task_costs(), list(options.labels)
    found = []
    for sentence in sentences:
        left = tuple(task for task in tasks if task not in done.get(sentence.id, ()))
        if sentence.id in parts and left:
            found.append(Wanted(sentence, parts[sentence.id], "chance", left, least_cost(sentence, left, costs)))
    return found


def at_random(
    sentences: Sequence[Sentence], rows: np.ndarray, n: int, options: ProjectOptions, batch: int
) -> list[Wanted]:
    """n of the sentences in these rows at random, for all tasks."""
    costs, tasks = options.task_costs(), tuple(options.labels)
    order = np.random.default_rng(seed_for(options.seed, "select", batch)).permutation(rows)[:n]
    chosen = (sentences[row] for row in order.tolist())
    return [Wanted(each, "training", "chance", tasks, least_cost(each, tasks, costs)) for each in chosen]


def by_strategy(
    pool: Sequence[Sentence],
    scored: Scored,
    annotations: Sequence[Annotation],
    options: ProjectOptions,
    batch: int,
) -> list[Wanted]:
    """What the decision buys of the pool, `scored` sentence by sentence; a share of it by chance, if that is asked for.

    `annotations`: what sentences are labelled for already.
    """
    tasks = list(options.labels)
    bought, record = buy(
        _scores(pool, scored, tasks, "confidence"),
        _scores(pool, scored, tasks, "items"),
        annotations,
        np.ones((len(pool), len(tasks)), dtype=bool),
        round=batch,
        costs=options.task_costs(),
        strategy=options.strategy,
        decision=options.decision,
        seed=seed_for(options.seed, "select", batch),
        vectors=scored.vectors if options.strategy.clusters else None,
    )
    drawn, rows = record.get("random", 0), {sentence.id: row for row, sentence in enumerate(pool)}
    return [
        Wanted(pool[rows[each.id]], "training", "chance" if place < drawn else "strategy", each.tasks, each.cost)
        for place, each in enumerate(bought)
    ]


def least_cost(sentence: Sentence, tasks: Sequence[str], costs: Mapping[str, TaskCosts]) -> int:
    """The price of a sentence of which no model has said how many items it has: with those that every sentence has."""
    words = np.array([len(sentence.tokens)])
    chosen = {task: costs[task] for task in tasks}
    items = np.array([[words[0] if TASKS[task].shape in EACH_WORD else 0 for task in chosen]])
    single = prices(words, items, chosen).single
    return int(together(single, words, np.ones(single.shape, dtype=bool))[0])


def _scores(pool: Sequence[Sentence], scored: Scored, tasks: list[str], column: str) -> PoolScores:
    words = np.fromiter((len(sentence.tokens) for sentence in pool), dtype=np.int64, count=len(pool))
    values = np.stack([scored.table[task][column] for task in tasks], axis=1).astype(float)
    return PoolScores([sentence.id for sentence in pool], words, tasks, values)
