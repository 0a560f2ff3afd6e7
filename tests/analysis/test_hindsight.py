from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.analysis.hindsight import Hindsight, hindsights
from support.pairs import SHARES

NAN = float("nan")


def test_hand_made_case():
    found = hindsights(["dp", "ner"], [[0.9, 0.4], [0.5, 0.5], [0.2, 0.8]], [[1.0, 0.0], [0.25, 0.75], [0.5, 1.0]])
    assert list(found) == ["dp", "ner", "avg", "max", "min"]
    assert found["dp"].confidence.tolist() == [0.9, 0.5, 0.2]
    assert found["ner"].accuracy.tolist() == [0.0, 0.75, 1.0]
    assert found["avg"].confidence.tolist() == pytest.approx([0.65, 0.5, 0.5])
    assert found["avg"].accuracy.tolist() == [0.5, 0.5, 0.75]
    assert found["max"].confidence.tolist() == [0.9, 0.5, 0.8]
    assert found["max"].accuracy.tolist() == [1.0, 0.5, 1.0]  # dp's, both tie, ner's
    assert found["min"].confidence.tolist() == [0.4, 0.5, 0.2]
    assert found["min"].accuracy.tolist() == [0.0, 0.5, 0.5]


def test_unannotated_for_one_task_counts_for_the_other_alone():
    found = hindsights(["dp", "ner"], [[0.9, 0.4], [0.5, 0.6]], [[1.0, NAN], [0.25, 0.75]])
    assert {name: len(pair.annotated().accuracy) for name, pair in found.items()} == {
        "dp": 2,
        "ner": 1,
        "avg": 1,
        "max": 1,  # though dp's accuracy, the one it would take, is known
        "min": 1,
    }


def test_one_task_has_no_aggregate():
    assert list(hindsights(["dp"], [[0.5]], [[1.0]])) == ["dp"]


def test_empty_pool():
    found = hindsights(["dp", "ner"], np.empty((0, 2)), np.empty((0, 2)))
    assert all(pair.confidence.shape == pair.accuracy.shape == (0,) for pair in found.values())


def test_annotated_keeps_pairs_together():
    pair = Hindsight(np.array([0.1, 0.2, 0.3]), np.array([0.5, NAN, 0.7])).annotated()
    assert pair.confidence.tolist() == [0.1, 0.3] and pair.accuracy.tolist() == [0.5, 0.7]


@given(st.lists(st.tuples(*[SHARES] * 6), min_size=1, max_size=6))
def test_aggregates_of_three_tasks_against_a_loop(rows):
    table = np.array(rows)
    found = hindsights(["a", "b", "c"], table[:, :3], table[:, 3:])
    for i, (*claims, x, y, z) in enumerate(rows):
        true = (x, y, z)
        for name, extreme in (("max", max(claims)), ("min", min(claims))):
            owners = [true[task] for task in range(3) if claims[task] == extreme]
            assert found[name].confidence[i] == extreme
            assert math.isclose(found[name].accuracy[i], sum(owners) / len(owners), abs_tol=1e-12)
        assert math.isclose(found["avg"].confidence[i], sum(claims) / 3, abs_tol=1e-12)
        assert math.isclose(found["avg"].accuracy[i], sum(true) / 3, abs_tol=1e-12)


@pytest.mark.parametrize(
    ("confidence", "accuracy", "message"),
    [
        ([[0.5]], [[0.5]], r"must both be \(n, 2\)"),
        ([[0.5, 0.5]], [[0.5, 0.5], [0.5, 0.5]], "must both be"),
        ([[0.5, NAN]], [[0.5, 0.5]], r"confidence must be in \[0, 1\]"),
        ([[0.5, 1.5]], [[0.5, 0.5]], r"confidence must be in \[0, 1\]"),
        ([[0.5, 0.5]], [[0.5, -0.1]], r"accuracy must be in \[0, 1\]"),
    ],
)
def test_bad_input(confidence, accuracy, message):
    with pytest.raises(ValueError, match=message):
        hindsights(["dp", "ner"], confidence, accuracy)
