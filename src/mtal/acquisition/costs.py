"""Annotation costs: reading the words, marking the items, deciding about the sentence (paper section 7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import Field

from mtal.errors import UserError
from mtal.params import Options, checked


class TaskCosts(Options):
    """What annotating a sentence for one task costs beside reading it, a unit a word (`costs.<task>.…`)."""

    item: int = Field(0, ge=0)
    """Marking one item, such as a slot, an entity or a word's head (the paper's tp)."""
    sentence: int = Field(0, ge=0)
    """Deciding about the sentence (the paper's ts)."""


def task_costs(values: Mapping[str, Any], tasks: Collection[str]) -> dict[str, TaskCosts]:
    """The section `costs` of `params.yaml`, in the order of `tasks`; `UserError` where one is missing or unknown."""
    if not isinstance(values, dict) or set(values) != set(tasks):
        raise UserError(f"costs={values!r}: give the costs of each task and of no other: {', '.join(tasks)}")
    return {task: checked(TaskCosts, f"costs.{task}", values[task]) for task in tasks}


@dataclass(frozen=True, slots=True)
class Prices:
    """Costs of the pool's sentences."""

    single: np.ndarray
    """Each task alone, int64 (n, t)."""
    joint: np.ndarray
    """All tasks together, the sentence being read once, int64 (n,)."""


def prices(words: np.ndarray, items: np.ndarray, costs: Mapping[str, TaskCosts]) -> Prices:
    """A task alone: m + item cost · items + sentence cost; together: the sum less (t - 1)·m.

    `words`: m, int64 (n,); `items`: slots or entities of each task, int64 (n, t); `costs`: of the t tasks, in order.
    """
    an_item = np.array([cost.item for cost in costs.values()])
    a_sentence = np.array([cost.sentence for cost in costs.values()])
    single = words[:, None] + items * an_item + a_sentence
    return Prices(single, together(single, words, np.ones(single.shape, dtype=bool)))


def together(single: np.ndarray, words: np.ndarray, tasks: np.ndarray) -> np.ndarray:
    """The price of each sentence for some of the tasks, int64 (n,): the words are read once; 0 for no task.

    `single`: int64 (n, t), each task alone; `words`: int64 (n,); `tasks`: bool (n, t).
    """
    count = tasks.sum(axis=1)
    return (single * tasks).sum(axis=1) - np.maximum(count - 1, 0) * words
