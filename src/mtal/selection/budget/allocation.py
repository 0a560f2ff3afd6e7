"""`allocate`: what to annotate for which task within a budget (paper section 7)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mtal.selection import checks
from mtal.selection.budget.families import Method, Outcome, equal_budget, unrestricted, whole_sentences
from mtal.selection.budget.greedy import EDGES
from mtal.selection.budget.pricing import subset_prices
from mtal.selection.budget.program import Answer
from mtal.selection.budget.solving import SOLVERS
from mtal.selection.scores import AGGREGATES, aggregate_confidence, lowest
from mtal.selection.strategies import select

WHOLE = ("joint", "stcs")
DISJOINT = {"udjs": unrestricted, "eqb_djs": equal_budget}
FAMILIES = (*DISJOINT, *WHOLE)
DECISIONS = ("blp", "greedy")
WORST_FIRST = ("no_solution", "time_limit", "optimal")


@dataclass(frozen=True)
class Allocation:
    """What was bought, and how well that is known to be the best."""

    chosen: np.ndarray
    """bool (sentences, tasks)"""
    spent: float
    """Its price, at most the budget; an int where all costs are whole"""
    value: float
    """Its uncertainty: the sum of 1 - confidence over what was bought (over sentences in `joint` and `stcs`)"""
    solver: str
    """`dp`, `mip`, `dp+mip` (`eqb_djs` solves several programs) or `greedy`"""
    status: str
    """`optimal`, `time_limit`, `no_solution`, the worst of all programs solved; or `greedy`"""
    gap: float | None
    """The largest relative gap of these programs; None where none is known"""

    def record(self) -> dict[str, Any]:
        """All but `chosen`, for a metrics file."""
        names = ("spent", "value", "solver", "status", "gap")
        return {name: getattr(self, name) for name in names}


def allocate(
    family: str,
    confidence: ArrayLike,
    costs: ArrayLike | None,
    joint_cost: ArrayLike,
    budget: float,
    *,
    decision: str = "blp",
    aggregate: str | None = None,
    task: int | None = None,
    seed: int = 0,
    **options: Any,
) -> np.ndarray:
    """What to annotate for which task, bool (sentences, tasks): `chosen` of `allocate_with_status`, same arguments."""
    options |= {"decision": decision, "aggregate": aggregate, "task": task, "seed": seed}
    return allocate_with_status(family, confidence, costs, joint_cost, budget, **options).chosen


def allocate_with_status(
    family: str,
    confidence: ArrayLike,
    costs: ArrayLike | None,
    joint_cost: ArrayLike,
    budget: float,
    *,
    decision: str = "blp",
    aggregate: str | None = None,
    task: int | None = None,
    weights: ArrayLike | None = None,
    candidates: ArrayLike | None = None,
    edge: str = "stop",
    solver: str = "auto",
    time_limit: float = 500.0,
    seed: int = 0,
) -> Allocation:
    """Spends at most `budget` on the least confident candidates.

    family: `joint` (sentences for all tasks, by an aggregated confidence), `stcs` (the same, by one task's),
        `udjs` (any tasks of any sentences), `eqb_djs` (the same, an equal share of the budget for each task).
    confidence: float (sentences, tasks) in [0, 1], low = wanted.
    costs: (sentences, tasks), each task alone; not used (and may be None) in `joint` and `stcs`.
    joint_cost: (sentences,), all tasks together. Whole numbers, or any that aren't negative.
    decision: `blp`, the purchase of greatest uncertainty, exactly; or `greedy`, from the least confident up.
    aggregate: `avg`, `max`, `min`, `rrf`, of `joint`; weights: one a task, for its `avg` and `rrf`.
    task: the column that decides in `stcs`.
    candidates: bool (sentences, tasks), what may be bought, of the disjoint families; None: everything.
    edge: of `greedy`, at the first candidate that doesn't fit: `stop`, or `skip` it and go on.
    solver: of `blp`: `dp` (whole costs), `mip`, or `auto`: `dp` where costs are whole and its table has at most 1e8
        cells, else `mip`; time_limit (seconds a program; `eqb_djs` solves several) and seed are of `mip`. A limit that
        is hit is warned of and recorded.

    Raises `ValueError` with one line for bad input.
    """
    checks.one_of("family", family, FAMILIES)
    method = Method(
        checks.one_of("decision", decision, DECISIONS),
        checks.one_of("solver", solver, SOLVERS),
        checks.amount("time_limit", time_limit),
        checks.random_seed(seed),
        checks.one_of("edge", edge, EDGES),
    )
    table = checks.confidences(confidence)
    joint = checks.prices("joint_cost", joint_cost, table.shape[:1])
    money = checks.amount("budget", budget)
    if family in DISJOINT:
        checks.refuse("aggregate", aggregate, f"family {family}")
        checks.refuse("task", task, f"family {family}")
        checks.refuse("weights", weights, f"family {family}")
        prices = subset_prices(checks.prices("costs", costs, table.shape), joint)
        allowed = checks.candidates(candidates, table.shape)
        outcome = DISJOINT[family](table, prices, allowed, money, method)
        rows = np.arange(len(table))
        bought = prices[rows, outcome[0] @ (1 << np.arange(table.shape[1]))]
        return allocation(outcome, table.shape, bought, (1 - table)[outcome[0]])
    checks.refuse("candidates", candidates, f"family {family}")
    score, order = score_and_order(family, table, aggregate, task, weights)
    outcome = whole_sentences(score, order, joint, money, method)
    rows = outcome[0][:, 0]
    return allocation(outcome, table.shape, joint[rows], (1 - score)[rows])


def score_and_order(
    family: str, table: np.ndarray, aggregate: str | None, task: int | None, weights: ArrayLike | None
) -> tuple[np.ndarray, np.ndarray]:
    """One confidence a sentence, and all rows, most wanted first."""
    if family == "stcs":
        checks.refuse("aggregate", aggregate, "family stcs")
        checks.refuse("weights", weights, "family stcs")
        score = table[:, checks.task_column(task, table.shape[1])]
        return score, lowest(score, len(score))
    checks.refuse("task", task, "family joint")
    name = checks.one_of("aggregate", aggregate, AGGREGATES)
    score = aggregate_confidence(name, table, weights=weights)
    return score, select(f"mt_{name}", table, len(table), weights=weights)


def allocation(outcome: Outcome, shape: tuple[int, ...], prices: np.ndarray, values: np.ndarray) -> Allocation:
    """The record of an outcome, from the prices and values of what it bought."""
    chosen, answers = outcome
    whole = prices.dtype.kind == "i"
    gaps = [answer.gap for answer in answers if answer.gap is not None]
    return Allocation(
        chosen=np.broadcast_to(chosen, shape).copy(),
        spent=int(prices.sum()) if whole else math.fsum(prices),
        value=math.fsum(values),
        solver="+".join(sorted({answer.solver for answer in answers})) or "greedy",
        status=worst(answers),
        gap=max(gaps, default=None) if len(gaps) == len(answers) else None,
    )


def worst(answers: list[Answer]) -> str:
    """The least certain status of several answers; `greedy` if there are none."""
    return min((answer.status for answer in answers), key=WORST_FIRST.index, default="greedy")
