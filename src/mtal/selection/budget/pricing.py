"""The price of annotating a sentence for some of the tasks (docs/method.md, "Costs"): it is read once."""

from __future__ import annotations

import numpy as np

MOST_TASKS = 8


def subset_prices(costs: np.ndarray, joint_cost: np.ndarray) -> np.ndarray:
    """Price of every subset of tasks, (sentences, 2 ** tasks): column s is the subset whose bits s has; column 0 is 0.

    costs: (sentences, tasks), each task alone; joint_cost: (sentences,), all tasks together.
    Two tasks need nothing else. With more, a part m that all tasks of a sentence share, as the reading of it, makes a
    subset of k tasks cost their sum - (k - 1) * m, where m = (sum of all - joint) / (tasks - 1). Where that m isn't
    whole (whole costs) or is above a cost, in any row, the costs share no such part: then only all tasks together are
    cheaper than their sum.
    Raises `ValueError` for a joint cost above the sum, and for more than 8 tasks.
    """
    tasks = costs.shape[1]
    if tasks > MOST_TASKS:
        raise ValueError(f"disjoint families take at most {MOST_TASKS} tasks, not {tasks}")
    total = costs.sum(axis=1)
    if (joint_cost > total).any():
        row = int(np.argmax(joint_cost > total))
        raise ValueError(f"joint_cost of row {row} is {joint_cost[row]}, more than its costs together, {total[row]}")
    chosen = subsets(tasks)
    prices = subset_sums(costs) - shared_part(costs, joint_cost)[:, None] * np.maximum(chosen.sum(axis=1) - 1, 0)
    prices[:, -1] = joint_cost
    return prices


def subsets(tasks: int) -> np.ndarray:
    """Which tasks each subset holds, int 0/1 (2 ** tasks, tasks)."""
    return np.arange(2**tasks)[:, None] >> np.arange(tasks) & 1


def subset_sums(table: np.ndarray) -> np.ndarray:
    """Sum of the columns of every subset of tasks, (sentences, 2 ** tasks), in the tasks' order."""
    chosen = subsets(table.shape[1])
    sums = np.zeros((len(table), len(chosen)), dtype=table.dtype)
    for column, held in zip(table.T, chosen.T, strict=True):
        sums += column[:, None] * held
    return sums


def shared_part(costs: np.ndarray, joint_cost: np.ndarray) -> np.ndarray:
    """The part m of a sentence's costs that all its tasks share, (sentences,); zeros where the costs share none."""
    times = max(costs.shape[1] - 1, 1)
    saved = costs.sum(axis=1) - joint_cost
    whole = saved.dtype.kind == "i"
    part = saved // times if whole else saved / times
    splits = part * times == saved if whole else np.ones(len(saved), dtype=bool)
    fits = part <= costs.min(axis=1) * (1 + 1e-9)  # against float sums
    return part if (splits & fits).all() else np.zeros_like(part)
