"""Random pools, weights and priced instances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

GRIDS = st.sampled_from([2, 4, 10, 1000])  # coarse ones make many ties and duplicates


@st.composite
def pools(draw: st.DrawFn, *, tasks: int | None = None, largest: int = 12, smallest: int = 0) -> np.ndarray:
    """Confidences (sentences, tasks), tasks 1 to 3."""
    tasks = tasks or draw(st.integers(1, 3))
    size, grid = draw(st.integers(smallest, largest)), draw(GRIDS)
    cells = draw(st.lists(st.integers(0, grid), min_size=size * tasks, max_size=size * tasks))
    return np.array(cells, dtype=float).reshape(size, tasks) / grid


def weights(tasks: int) -> st.SearchStrategy[list[float]]:
    """Weights of any sum, some of them zero."""
    return st.lists(st.sampled_from([0, 0.1, 0.3, 0.5, 0.7, 1, 2]), min_size=tasks, max_size=tasks).filter(any)


@dataclass(frozen=True)
class Instance:
    """A pool with costs; `shared` is the part of them that all tasks of a sentence share."""

    confidence: np.ndarray
    costs: np.ndarray
    joint: np.ndarray
    shared: np.ndarray
    budget: int


def instance(seed: int, sentences: int, tasks: int, budget: int) -> Instance:
    """Random lengths and extra costs, as words plus entities and words plus a constant are; no two values equal."""
    random = np.random.default_rng(seed)
    shared = random.integers(1, 12, sentences)
    extra = random.integers(0, 6, (sentences, tasks))
    return Instance(
        confidence=random.random((sentences, tasks)),
        costs=shared[:, None] + extra,
        joint=shared + extra.sum(axis=1),
        shared=shared,
        budget=budget,
    )
