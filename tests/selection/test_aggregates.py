"""Aggregated confidences by hand and by the reference."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.selection import aggregate_confidence
from mtal.selection.scores import AGGREGATES
from support import reference

POOL = [[0.2, 0.6], [1.0, 0.0]]


def test_by_hand() -> None:
    assert np.allclose(aggregate_confidence("avg", POOL), [0.4, 0.5])
    assert np.allclose(aggregate_confidence("avg", POOL, weights=[3, 1]), [0.3, 0.75])
    assert np.allclose(aggregate_confidence("max", POOL), [0.6, 1.0])
    assert np.allclose(aggregate_confidence("min", POOL), [0.2, 0.0])
    assert np.allclose(aggregate_confidence("rrf", POOL), 1 - (1 / 61 + 1 / 62) * 61 / 2)


@pytest.mark.parametrize("name", AGGREGATES)
@pytest.mark.parametrize("tasks", [1, 2, 3])
def test_reference(name: str, tasks: int) -> None:
    pool = np.random.default_rng(tasks).random((80, tasks))
    confidence = aggregate_confidence(name, pool)
    assert ((confidence >= 0) & (confidence <= 1)).all()
    assert np.allclose(1 - confidence, reference.joint_score(name, [tuple(row) for row in pool.tolist()]))


def test_max_and_min_take_no_weights() -> None:
    for name in ("max", "min"):
        with pytest.raises(ValueError, match="takes no weights"):
            aggregate_confidence(name, POOL, weights=[1, 1])


def test_unknown() -> None:
    with pytest.raises(ValueError, match="unknown aggregate 'sum'; known are avg, max, min, rrf"):
        aggregate_confidence("sum", POOL)
