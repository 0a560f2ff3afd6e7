"""Reciprocal ranks by hand."""

from __future__ import annotations

import numpy as np

from mtal.selection.scores import most_wanted, rank_confidence, ranks, reciprocal_rank_sum

POOL = np.array([[0.9, 0.2], [0.1, 0.8], [0.1, 0.2]])


def test_ranks_are_ordinal() -> None:
    assert ranks(POOL).tolist() == [[3, 1], [1, 3], [2, 2]]


def test_sums() -> None:
    assert np.allclose(reciprocal_rank_sum(POOL), [1 / 63 + 1 / 61, 1 / 61 + 1 / 63, 2 / 62])
    assert np.allclose(
        reciprocal_rank_sum(POOL, np.array([0.2, 0.8])), [0.2 / 63 + 0.8 / 61, 0.2 / 61 + 0.8 / 63, 1 / 62]
    )


def test_high_sums_come_first_and_ties_go_by_row() -> None:
    assert most_wanted(POOL, 3).tolist() == [0, 1, 2]
    tied = np.array([[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]])
    assert most_wanted(tied, 3).tolist() == [0, 2, 1]  # the sums of rows 0 and 2 are equal
    assert most_wanted(tied, 3, np.array([0.2, 0.8])).tolist() == [0, 1, 2]


def test_the_confidence_of_a_program_is_0_for_the_first_of_all_rankings() -> None:
    pool = np.array([[0.0, 0.0, 0.0], [0.5, 0.5, 0.5]])
    assert np.allclose(rank_confidence(pool), [0, 1 - 61 / 62])
    assert np.allclose(rank_confidence(pool, np.array([0.5, 0.3, 0.2])), [0, 1 - 61 / 62])
