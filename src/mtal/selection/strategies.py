"""The thirteen selection strategies by name, and `select` (paper Table 1; docs/method.md, "Strategies")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from mtal.selection import checks
from mtal.selection.independent import independent
from mtal.selection.pareto import pareto
from mtal.selection.scores import (
    highest_confidence,
    lowest,
    lowest_confidence,
    mean_confidence,
    most_wanted,
    permutation,
)


@dataclass(frozen=True)
class Request:
    """One checked call of `select`; with a task-wise strategy `confidence` is that task's column alone."""

    confidence: np.ndarray
    n: int
    weights: np.ndarray | None
    seed: int


@dataclass(frozen=True, kw_only=True)
class Strategy:
    """How a strategy selects, and what it needs from the stages before it."""

    pick: Callable[[Request], np.ndarray]
    """n distinct rows, most wanted first."""
    model: Literal["single", "multi"]
    """The kind of model that makes the confidences: of one task or of all."""
    confidence: Literal["entropy", "dropout_agreement"] = "entropy"
    takes_task: bool = False
    """One task's confidence selects: `task` says which."""
    takes_weights: bool = False
    aggregate: str | None = None
    """The aggregated confidence that a budget program can use, a key of `AGGREGATES`; None: the strategy gives an order
    but no score."""

    @property
    def has_score(self) -> bool:
        """Whether the strategy's score of a sentence can enter a budget program (family `joint`)."""
        return self.aggregate is not None

    @property
    def random(self) -> bool:
        """Whether it selects at random: what other strategies are compared with."""
        return self.pick is _random

    @property
    def plain(self) -> bool:
        """Whether it stands for nothing but the tasks' confidences where no order of sentences is asked for."""
        return self.takes_task or self.aggregate == "avg"


def _random(request: Request) -> np.ndarray:
    return permutation(len(request.confidence), request.n, request.seed)


def _one_task(request: Request) -> np.ndarray:
    return lowest(request.confidence[:, 0], request.n)


def _average(request: Request) -> np.ndarray:
    return lowest(mean_confidence(request.confidence, request.weights), request.n)


def _maximum(request: Request) -> np.ndarray:
    return lowest(highest_confidence(request.confidence), request.n)


def _minimum(request: Request) -> np.ndarray:
    return lowest(lowest_confidence(request.confidence), request.n)


def _pareto(request: Request) -> np.ndarray:
    return pareto(request.confidence, request.n, request.weights)


def _fusion(request: Request) -> np.ndarray:
    return most_wanted(request.confidence, request.n, request.weights)


def _independent(request: Request) -> np.ndarray:
    return independent(request.confidence, request.n, request.weights)


STRATEGIES: MappingProxyType[str, Strategy] = MappingProxyType(
    {
        "st_r": Strategy(pick=_random, model="single"),
        "st_ec": Strategy(pick=_one_task, model="single", takes_task=True),
        "st_da": Strategy(pick=_one_task, model="single", confidence="dropout_agreement", takes_task=True),
        "mt_r": Strategy(pick=_random, model="multi"),
        "mt_ec": Strategy(pick=_one_task, model="multi", takes_task=True),
        "mt_da": Strategy(pick=_one_task, model="multi", confidence="dropout_agreement", takes_task=True),
        "mt_avg": Strategy(pick=_average, model="multi", takes_weights=True, aggregate="avg"),
        "mt_avgda": Strategy(
            pick=_average, model="multi", confidence="dropout_agreement", takes_weights=True, aggregate="avg"
        ),
        "mt_max": Strategy(pick=_maximum, model="multi", aggregate="max"),
        "mt_min": Strategy(pick=_minimum, model="multi", aggregate="min"),
        "mt_par": Strategy(pick=_pareto, model="multi", takes_weights=True),
        "mt_rrf": Strategy(pick=_fusion, model="multi", takes_weights=True, aggregate="rrf"),
        "mt_ind": Strategy(pick=_independent, model="multi", takes_weights=True),
    }
)


def select(
    strategy: str,
    confidence: ArrayLike,
    n: int,
    *,
    task: int | None = None,
    weights: ArrayLike | None = None,
    seed: int = 0,
) -> np.ndarray:
    """The n sentences that `strategy` wants most, int64 (n,), distinct row numbers, most wanted first.

    strategy: a name in `STRATEGIES`.
    confidence: float (sentences, tasks) in [0, 1], low = wanted, without NaN; any number of tasks from one.
    n: 0 to the number of sentences.
    task: the column that selects, for `*_ec` and `*_da` alone; may be left out where there is one task.
    weights: one a task, not negative, not all zero (scaled to sum 1), for `mt_avg`, `mt_avgda`, `mt_rrf`, `mt_ind` and
        `mt_par` alone. The paper's beta for (NER, RE) is `[1 - beta, beta]`.
    seed: of `st_r` and `mt_r`; the others don't use it.

    Equal scores go by row number. Raises `ValueError` with one line for anything else.

    >>> select("mt_min", [[0.9, 0.4], [0.5, 0.6], [0.8, 0.1]], 2).tolist()
    [2, 0]
    """
    rule = STRATEGIES[checks.one_of("strategy", strategy, STRATEGIES)]
    table = checks.confidences(confidence)
    n = checks.count(n, len(table))
    if rule.takes_task:
        table = table[:, [checks.task_column(task, table.shape[1])]]
    else:
        checks.refuse("task", task, strategy)
    if not rule.takes_weights:
        checks.refuse("weights", weights, strategy)
    weights = checks.normalised_weights(weights, table.shape[1])
    return rule.pick(Request(table, n, weights, checks.random_seed(seed))).astype(np.int64, copy=False)
