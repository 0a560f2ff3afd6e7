"""Times of every strategy, family and solver on simulated scores: `python benchmarks/selection.py`.

One process, one core; CPU seconds, the best of three calls. Confidences lie near 1 and depend on one another, as those
of a trained model do; lengths and entity counts are drawn to resemble the utterances of a slot-filling corpus.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from mtal.selection import STRATEGIES, allocate_with_status, select
from mtal.selection.fronts import distinct_points, peel, promising

SELECTED = 700
POOLS = (35_000, 1_000_000)
SENTENCES = 13_084
BUDGETS = (500, 2000)
FAMILIES: dict[str, dict[str, Any]] = {
    "joint avg": {"family": "joint", "aggregate": "avg"},
    "joint rrf": {"family": "joint", "aggregate": "rrf"},
    "stcs": {"family": "stcs", "task": 0},
    "udjs": {"family": "udjs"},
    "eqb_djs": {"family": "eqb_djs"},
}


def main() -> None:
    """Prints three tables."""
    random = np.random.default_rng(0)
    two_tasks(random)
    three_tasks(random)
    budgets(random)


def two_tasks(random: np.random.Generator) -> None:
    """Every strategy on a usual pool and a large one."""
    pools = [confidences(random, size) for size in POOLS]
    print(f"select: seconds for {SELECTED} of a pool, two tasks")
    print(f"{'':24}" + "".join(f"{size:>12,}" for size in POOLS))
    for name, rule in STRATEGIES.items():
        for weights in [None, [0.7, 0.3]] if rule.takes_weights else [None]:
            options: dict[str, Any] = {"task": 0} if rule.takes_task else {"weights": weights}
            times = [seconds(lambda: select(name, pool, SELECTED, **options)) for pool in pools]  # noqa: B023
            print(f"{name + (' weighted' if weights else ''):24}" + "".join(f"{s:12.4f}" for s in times))


def three_tasks(random: np.random.Generator) -> None:
    """Pareto fronts on a usual pool and on the worst one: no point beats another, so the first front is all of it.

    Beside them the fronts as more tasks have them, peeled off one by one: for three that is the slower way.
    """
    size = POOLS[0]
    usual, pairs = confidences(random, size, (0.2, 0.1, 0.15)), random.random((size, 2))
    worst = np.column_stack([pairs, 2 - pairs.sum(axis=1)]) / 2
    print(f"\nmt_par: seconds for {SELECTED} of {size:,}, three tasks (peeled: the first fronts alone)")
    print(f"{'':24}{'mt_par':>12}{'weighted':>12}{'peeled':>12}")
    for name, pool in {"usual": usual, "none beats another": worst}.items():
        times = [
            seconds(lambda: select("mt_par", pool, SELECTED)),  # noqa: B023
            seconds(lambda: select("mt_par", pool, SELECTED, weights=[0.5, 0.3, 0.2])),  # noqa: B023
            seconds(lambda: peeled(pool), calls=1),  # noqa: B023
        ]
        print(f"{name:24}" + "".join(f"{s:12.4f}" for s in times))


def peeled(pool: np.ndarray) -> np.ndarray:
    """Fronts of what may be selected of the pool, as of more than three tasks."""
    distinct, _ = distinct_points(pool[promising(pool, SELECTED)])
    order = np.argsort(distinct.sum(axis=1), kind="stable")
    return peel(distinct[order], np.ones(pool.shape[1]), SELECTED)


def budgets(random: np.random.Generator) -> None:
    """Every family and solver."""
    print(f"\nallocate: seconds for a budget over {SENTENCES:,} sentences, two tasks")
    print(f"{'':24}" + "".join(f"{f'{solver} {budget}':>12}" for budget in BUDGETS for solver in ("auto", "mip")))
    case: dict[str, Any] = priced(random)
    for name, family in FAMILIES.items():
        times = [
            seconds(lambda: allocate_with_status(**case, **family, budget=budget, solver=solver))  # noqa: B023
            for budget in BUDGETS
            for solver in ("auto", "mip")
        ]
        print(f"{name:24}" + "".join(f"{s:12.4f}" for s in times))


def confidences(random: np.random.Generator, size: int, spread: tuple[float, ...] = (0.2, 0.1)) -> np.ndarray:
    """(size, tasks), near 1, sentences hard for one task being harder for the others."""
    common, own = random.random((size, 1)), random.random((size, len(spread)))
    return 1 - np.array(spread) * (0.5 * common + 0.5 * own) ** 3


def priced(random: np.random.Generator) -> dict[str, np.ndarray]:
    """Confidences and costs: words + slots, words + 3, and both together with the words once."""
    words = 1 + random.poisson(8, SENTENCES)
    slots = random.binomial(words, 0.3)
    costs = np.column_stack([words + slots, words + 3])
    return {"confidence": confidences(random, SENTENCES), "costs": costs, "joint_cost": costs.sum(axis=1) - words}


def seconds(call: Callable[[], object], calls: int = 3) -> float:
    """The shortest of some calls."""
    times = []
    for _ in range(calls):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
