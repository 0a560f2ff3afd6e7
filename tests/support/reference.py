"""Slow, literal versions of every strategy and family, in plain Python: the oracle of the selection's tests.

Written from the method's description, formula by formula, and sharing nothing with `mtal.selection`.
"""

from __future__ import annotations

import itertools
import math

import numpy as np

Row = tuple[float, ...]


# --- strategies -----------------------------------------------------------------------------------------------------


def ascending(scores: list[float], n: int) -> list[int]:
    return sorted(range(len(scores)), key=lambda x: (scores[x], x))[:n]


def column(pool: list[Row], i: int) -> list[float]:
    return [c[i] for c in pool]


def average(pool: list[Row], weights: list[float] | None) -> list[float]:
    scores = []
    for c in pool:
        total = 0.0
        for i in range(len(c)):
            total += c[i] if weights is None else weights[i] * c[i]
        scores.append(total / len(c) if weights is None else total)
    return scores


def rrf(pool: list[Row], weights: list[float] | None) -> list[float]:
    sums = [0.0] * len(pool)
    for i in range(len(pool[0]) if pool else 0):
        for rank, x in enumerate(ascending(column(pool, i), len(pool)), start=1):
            sums[x] += (1 if weights is None else weights[i]) / (60 + rank)
    return sums


def dominates(a: Row, b: Row) -> bool:
    return all(p <= q for p, q in zip(a, b, strict=True)) and any(p < q for p, q in zip(a, b, strict=True))


def frontier(pool: list[Row], free: list[int]) -> list[int]:
    return [x for x in free if not any(dominates(pool[y], pool[x]) for y in free)]


def tightened_frontier(pool: list[Row], free: list[int], axes: list[int], q: dict[int, float]) -> list[int]:
    kept: list[int] = []
    for y in sorted(free, key=lambda x: (*(pool[x][i] for i in axes), x)):
        beaten = any(
            pool[x][axes[0]] <= pool[y][axes[0]] and all(q[i] * pool[x][i] <= pool[y][i] for i in axes[1:])
            for x in kept
        )
        if not beaten:
            kept.append(y)
    return kept


def spread(front: list[int], need: int) -> list[int]:
    step = len(front) // need
    front = front[::step]
    while len(front) > need:
        del front[len(front) // 2]
    return front


def par(pool: list[Row], n: int, weights: list[float] | None) -> list[int]:
    tasks = len(pool[0]) if pool else 1
    axes, q = list(range(tasks)), None
    if weights is not None and sorted(weights)[:-1] == [0.0] * (tasks - 1):
        return ascending(column(pool, weights.index(max(weights))), n)
    if weights is not None and len(set(weights)) > 1 and pool:
        heavy = weights.index(max(weights))
        axes = [heavy, *(i for i in range(tasks) if i != heavy)]
        q = {i: float(np.quantile(column(pool, i), weights[i])) for i in axes[1:]}
    taken: list[int] = []
    while len(taken) < n:
        free = [x for x in range(len(pool)) if x not in taken]
        front = frontier(pool, free) if q is None else tightened_frontier(pool, free, axes, q)
        front.sort(key=lambda x: (*(pool[x][i] for i in axes), x))
        need = n - len(taken)
        taken += front if len(front) <= need else spread(front, need)
    return taken


def ind(pool: list[Row], n: int, weights: list[float] | None) -> list[int]:
    tasks = len(pool[0]) if pool else 1
    weights = weights or [1 / tasks] * tasks
    chosen: list[int] = []
    while len(chosen) < n:
        need = n - len(chosen)
        k = [math.floor(need * w + 1e-9) for w in weights]
        if not any(k):
            k[weights.index(max(weights))] = 1
        free = [x for x in range(len(pool)) if x not in chosen]
        lists = [sorted(free, key=lambda x: (pool[x][i], x))[: k[i]] for i in range(tasks)]
        for rank in range(max(k)):
            for part in lists:
                if rank < len(part) and part[rank] not in chosen:
                    chosen.append(part[rank])
    return chosen


def select(
    strategy: str, pool: list[Row], n: int, task: int | None = None, weights: list[float] | None = None
) -> list[int]:
    """All strategies but the two random ones; weights of any positive sum."""
    if weights is not None:
        weights = [w / sum(weights) for w in weights]
    if strategy in ("st_ec", "st_da", "mt_ec", "mt_da"):
        return ascending(column(pool, task or 0), n)
    if strategy in ("mt_avg", "mt_avgda"):
        return ascending(average(pool, weights), n)
    if strategy == "mt_max":
        return ascending([max(c) for c in pool], n)
    if strategy == "mt_min":
        return ascending([min(c) for c in pool], n)
    if strategy == "mt_rrf":
        return ascending([-s for s in rrf(pool, weights)], n)
    if strategy == "mt_par":
        return par(pool, n, weights)
    if strategy == "mt_ind":
        return ind(pool, n, weights)
    raise KeyError(strategy)


# --- budgets --------------------------------------------------------------------------------------------------------


def joint_score(aggregate: str, pool: list[Row], weights: list[float] | None = None) -> list[float]:
    """Uncertainty of every sentence, high = wanted."""
    if aggregate == "avg":
        return [1 - s for s in average(pool, weights)]
    if aggregate == "rrf":
        return [s * 61 / (len(pool[0]) if weights is None else 1) for s in rrf(pool, weights)]
    pick = {"max": max, "min": min}[aggregate]
    return [1 - pick(c) for c in pool]


def best_sentences(values: list[float], prices: list[float], budget: float) -> float:
    """Greatest value of any set of sentences within the budget, by trying them all."""
    best = 0.0
    for picked in itertools.product((0, 1), repeat=len(values)):
        if sum(p for p, y in zip(prices, picked, strict=True) if y) <= budget:
            best = max(best, math.fsum(v for v, y in zip(values, picked, strict=True) if y))
    return best


def price(costs: list[Row], joint: list[float], bought: np.ndarray, shared: list[float] | None = None) -> float:
    """What a purchase costs: all tasks JCost; some, their sum less what reading the sentence again would cost."""
    total = 0.0
    for x, row in enumerate(bought):
        picked = [costs[x][i] for i in np.flatnonzero(row)]
        if row.all():
            total += joint[x]
        elif picked:
            total += sum(picked) - (len(picked) - 1) * (shared[x] if shared else 0)
    return total


def best_pairs(
    pool: list[Row], costs: list[Row], joint: list[float], budget: float, shared: list[float] | None = None
) -> float:
    """Greatest value of any set of (sentence, task) pairs within the budget, by trying all subsets everywhere."""
    tasks = len(pool[0])
    subsets = list(itertools.product((False, True), repeat=tasks))
    worth = [[sum(1 - c[i] for i in range(tasks) if s[i]) for s in subsets] for c in pool]
    cost = [
        [price([costs[x]], [joint[x]], np.array([s]), [shared[x]] if shared else None) for s in subsets]
        for x in range(len(pool))
    ]

    def best(x: int, left: float) -> float:
        if x == len(pool):
            return 0.0
        options = zip(worth[x], cost[x], strict=True)
        return max(value + best(x + 1, left - spent) for value, spent in options if spent <= left)

    return best(0, budget)


def greedy_sentences(order: list[int], prices: list[float], budget: float, edge: str) -> list[int]:
    """Walk and buy until the first that doesn't fit (or pass over it); dearer than everything: never."""
    bought, spent = [], 0.0
    for x in order:
        if prices[x] > budget:
            continue
        if spent + prices[x] <= budget:
            bought.append(x)
            spent += prices[x]
        elif edge == "stop":
            break
    return bought


def greedy_pairs(pool: list[Row], costs: list[Row], joint: list[float], budget: float, edge: str) -> np.ndarray:
    """Two tasks: the second of a sentence costs JCost - Cost of the first."""
    bought = np.zeros((len(pool), 2), dtype=bool)
    spent = 0.0
    for _, x, i in sorted((c[i], x, i) for x, c in enumerate(pool) for i in range(2)):
        extra = joint[x] - costs[x][1 - i] if bought[x, 1 - i] else costs[x][i]
        if extra > budget:
            continue
        if spent + extra <= budget:
            bought[x, i] = True
            spent += extra
        elif edge == "stop":
            break
    return bought


def equal_budget(
    pool: list[Row], costs: list[Row], joint: list[float], budget: int, edge: str, decision: str
) -> np.ndarray:
    """Two tasks, B/2 each; what both bought costs JCost; the rest is shared out again until nothing is bought."""
    bought = np.zeros((len(pool), 2), dtype=bool)
    left, free = budget, list(range(len(pool)))
    while True:
        fresh = np.zeros_like(bought)
        for i in range(2):
            prices = [costs[x][i] for x in free]
            if decision == "greedy":
                order = ascending([pool[x][i] for x in free], len(free))
                picked = greedy_sentences(order, prices, left / 2, edge)
            else:
                picked = best_subset([1 - pool[x][i] for x in free], prices, left / 2)
            fresh[[free[x] for x in picked], i] = True
        if not fresh.any():
            return bought
        left -= price(costs, joint, fresh)
        bought |= fresh
        free = [x for x in free if not fresh[x].any()]


def best_subset(values: list[float], prices: list[float], budget: float) -> list[int]:
    """The set of greatest value within the budget (where there is only one such)."""
    sets = (
        [x for x, y in enumerate(picked) if y]
        for picked in itertools.product((0, 1), repeat=len(values))
        if sum(p for p, y in zip(prices, picked, strict=True) if y) <= budget
    )
    return max(sets, key=lambda rows: math.fsum(values[x] for x in rows))
