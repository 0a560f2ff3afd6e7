"""The families of candidates: whole sentences, or (sentence, task) pairs (docs/method.md, "Families")."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mtal.selection.budget.greedy import greedy_pairs, greedy_walk
from mtal.selection.budget.pricing import subset_sums, subsets
from mtal.selection.budget.program import Answer, Program
from mtal.selection.budget.solving import solve
from mtal.selection.scores import lowest


@dataclass(frozen=True)
class Method:
    """How to decide: `blp` by a solver within a time limit (seconds), `greedy` by a walk with a rule for its end."""

    decision: str
    solver: str
    time_limit: float
    seed: int
    edge: str

    def solve(self, program: Program) -> Answer:
        """The best choice of a program."""
        return solve(program, self.solver, time_limit=self.time_limit, seed=self.seed)


Outcome = tuple[np.ndarray, list[Answer]]
"""What is bought, bool (sentences, tasks), and the answers of the solver, if one was asked."""


def whole_sentences(
    confidence: np.ndarray, order: np.ndarray, joint_cost: np.ndarray, budget: float, method: Method
) -> Outcome:
    """`joint` and `stcs`: sentences for all tasks, bool (sentences, 1), by one confidence a sentence and its order."""
    everything = np.ones(len(confidence), dtype=bool)
    bought, answers = one_choice(confidence, order, joint_cost, everything, budget, method)
    return bought[:, None], answers


def unrestricted(
    confidence: np.ndarray, prices: np.ndarray, candidates: np.ndarray, budget: float, method: Method
) -> Outcome:
    """`udjs`: any tasks of any sentences under one budget; prices (sentences, 2 ** tasks) of every subset."""
    if method.decision == "greedy":
        return greedy_pairs(confidence, prices, candidates, budget, edge=method.edge), []
    holds = subsets(confidence.shape[1]).astype(bool)
    offers = ~(holds & ~candidates[:, None, :]).any(axis=2)
    values = subset_sums(1 - confidence)
    answer = method.solve(Program(values[:, 1:], prices[:, 1:], offers[:, 1:], budget))
    return holds[answer.option + 1], [answer]


def equal_budget(
    confidence: np.ndarray, prices: np.ndarray, candidates: np.ndarray, budget: float, method: Method
) -> Outcome:
    """`eqb_djs`: every task buys with the same share; what double purchases save is shared out again, until no more.

    A sentence bought for any task leaves the pool of all for the rest of the selection. Each purchase is the best of
    its program, their sum need not be; and where purchases tie, the one taken decides what is left for the next.
    """
    sentences, tasks = confidence.shape
    orders = [lowest(column, sentences) for column in confidence.T]
    bought, pool = np.zeros_like(candidates), candidates
    answers: list[Answer] = []
    left = budget
    while True:
        share = left // tasks if prices.dtype.kind == "i" else left / tasks
        fresh = np.zeros_like(bought)
        for task, order in enumerate(orders):
            costs = prices[:, 1 << task]
            fresh[:, task], found = one_choice(confidence[:, task], order, costs, pool[:, task], share, method)
            answers += found
        if not fresh.any():
            return bought, answers
        left -= prices[np.arange(sentences), fresh @ (1 << np.arange(tasks))].sum()
        bought = bought | fresh
        pool = pool & ~fresh.any(axis=1, keepdims=True)


def one_choice(
    confidence: np.ndarray, order: np.ndarray, costs: np.ndarray, pool: np.ndarray, budget: float, method: Method
) -> tuple[np.ndarray, list[Answer]]:
    """Rows of the pool worth buying with the budget, bool (sentences,): a knapsack or a walk."""
    if method.decision == "greedy":
        bought = np.zeros(len(pool), dtype=bool)
        bought[greedy_walk(order[pool[order]], costs, budget, edge=method.edge)] = True
        return bought, []
    answer = method.solve(Program(1 - confidence[:, None], costs[:, None], pool[:, None], budget))
    return answer.option >= 0, [answer]
