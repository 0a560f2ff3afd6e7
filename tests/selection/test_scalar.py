"""Sums in the tasks' order, whatever the row."""

from __future__ import annotations

import numpy as np

from mtal.selection.scores import lowest, mean_confidence


def test_ties_go_by_row() -> None:
    assert lowest(np.array([0.5, 0.1, 0.5, 0.1]), 3).tolist() == [1, 3, 0]


def test_equal_rows_have_equal_means() -> None:
    random = np.random.default_rng(0)
    pool = np.repeat(random.random((1, 3)), 1001, axis=0)
    assert len(set(mean_confidence(pool, np.array([0.2, 0.3, 0.5])).tolist())) == 1
    assert len(set(mean_confidence(pool).tolist())) == 1


def test_weighted_mean() -> None:
    assert np.allclose(mean_confidence(np.array([[0.2, 1.0]]), np.array([0.25, 0.75])), 0.8)
