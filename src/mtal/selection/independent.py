"""Each task picks its share of the same pool until n are together (docs/method.md, "Independent shares")."""

from __future__ import annotations

import numpy as np


def independent(confidence: np.ndarray, n: int, weights: np.ndarray | None = None) -> np.ndarray:
    """n rows, ordered by pass, then rank inside the task's list of that pass, then task.

    A sentence that several tasks pick counts once; the next pass fills the places so freed.
    """
    tasks = confidence.shape[1]
    weights = np.full(tasks, 1 / tasks) if weights is None else weights
    rankings = [np.argsort(column, kind="stable")[:n] for column in confidence.T]  # no task reaches beyond its first n
    taken = np.zeros(len(confidence), dtype=bool)
    picked: list[np.ndarray] = []
    need = n
    while need > 0:
        rankings = [ranking[~taken[ranking]] for ranking in rankings]
        rows = first_of_each([ranking[:k] for ranking, k in zip(rankings, shares(need, weights), strict=True)])
        taken[rows] = True
        picked.append(rows)
        need -= len(rows)
    return np.concatenate(picked) if picked else np.empty(0, dtype=np.int64)


def shares(need: int, weights: np.ndarray) -> np.ndarray:
    """How many each task picks, int (tasks,): its part of `need`, rounded down; never nothing for all."""
    parts = np.floor(need * weights + 1e-9).astype(np.int64)  # 0.29 * 100 is 28.999…
    if not parts.any():
        parts[np.argmax(weights)] = 1
    return parts


def first_of_each(lists: list[np.ndarray]) -> np.ndarray:
    """The lists' rows, rank by rank and inside a rank list by list, each row where it comes first."""
    rows = np.concatenate(lists)
    rank = np.concatenate([np.arange(len(part)) for part in lists])
    rows = rows[np.argsort(rank, kind="stable")]
    return rows[np.sort(np.unique(rows, return_index=True)[1])]
