"""Buying from the least confident candidate up until the budget is reached (docs/method.md, "Greedy buying")."""

from __future__ import annotations

import numpy as np

from mtal.selection import checks

EDGES = ("stop", "skip")


def greedy_walk(order: np.ndarray, prices: np.ndarray, budget: float, *, edge: str = "stop") -> np.ndarray:
    """The rows bought, int64, in the order walked.

    order: distinct rows, most wanted first (what `select` returns); prices: (sentences,), not negative.
    edge: at the first row that doesn't fit what is left, `stop`, or `skip` it and go on. Rows dearer than the whole
    budget are skipped in both.
    """
    checks.one_of("edge", edge, EDGES)
    order = np.asarray(order, dtype=np.int64)
    prices = np.asarray(prices)
    if order.size and not (order.min() >= 0 and order.max() < len(prices)):
        raise ValueError(f"order names rows outside the {len(prices)} that have a price")
    order = order[prices[order] <= budget]
    if edge == "stop":
        return order[np.cumsum(prices[order]) <= budget]
    bought, left = [], budget
    for row, price in zip(order.tolist(), prices[order].tolist(), strict=True):
        if price <= left:
            bought.append(row)
            left -= price
    return np.array(bought, dtype=np.int64)


def greedy_pairs(
    confidence: np.ndarray, prices: np.ndarray, candidates: np.ndarray, budget: float, *, edge: str = "stop"
) -> np.ndarray:
    """What a walk over (sentence, task) from the least confident up buys, bool (sentences, tasks).

    prices: of every subset of tasks, (sentences, 2 ** tasks): a further task of a sentence costs what the larger subset
    costs more. Equal confidences: lower row first, then lower task.
    """
    tasks = confidence.shape[1]
    bought = np.zeros(confidence.shape, dtype=bool)
    subset = np.zeros(len(confidence), dtype=np.int64)
    left = budget
    order = np.argsort(confidence, axis=None, kind="stable")
    for pair in order[candidates.reshape(-1)[order]].tolist():
        row, task = divmod(pair, tasks)
        larger = subset[row] | 1 << task
        price = prices[row, larger] - prices[row, subset[row]]
        if price <= left:
            bought[row, task], subset[row] = True, larger
            left -= price
        elif edge == "stop" and price <= budget:
            break
    return bought
