"""Times of every strategy, family and solver on simulated scores: `python benchmarks/selection.py`.

One process, one core; the best of three calls. Confidences lie near 1 and depend on one another, as those of a trained
model do; lengths and entity counts are drawn to resemble the utterances of a slot-filling corpus.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from mtal.selection import STRATEGIES, allocate_with_status, select

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
    """Prints two tables."""
    random = np.random.default_rng(0)
    pools = [confidences(random, size) for size in POOLS]
    print(f"select: seconds for {SELECTED} of a pool, two tasks")
    print(f"{'':24}" + "".join(f"{size:>12,}" for size in POOLS))
    for name, rule in STRATEGIES.items():
        for weights in [None, [0.7, 0.3]] if rule.takes_weights else [None]:
            options: dict[str, Any] = {"task": 0} if rule.takes_task else {"weights": weights}
            times = [seconds(lambda: select(name, pool, SELECTED, **options)) for pool in pools]  # noqa: B023
            print(f"{name + (' weighted' if weights else ''):24}" + "".join(f"{s:12.4f}" for s in times))
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


def confidences(random: np.random.Generator, size: int) -> np.ndarray:
    """(size, 2), near 1, sentences hard for one task being harder for the other."""
    common, own = random.random((size, 1)), random.random((size, 2))
    return 1 - np.array([0.2, 0.1]) * (0.5 * common + 0.5 * own) ** 3


def priced(random: np.random.Generator) -> dict[str, np.ndarray]:
    """Confidences and costs: words + slots, words + 3, and both together with the words once."""
    words = 1 + random.poisson(8, SENTENCES)
    slots = random.binomial(words, 0.3)
    costs = np.column_stack([words + slots, words + 3])
    return {"confidence": confidences(random, SENTENCES), "costs": costs, "joint_cost": costs.sum(axis=1) - words}


def seconds(call: Callable[[], object]) -> float:
    """The shortest of three calls."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
