from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad

from mtal.analysis.significance import Comparison, paired_t_test

# Student's own example (1908): hours of sleep gained with two drugs by ten patients
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
SCORES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=12)


def test_students_example():
    found = paired_t_test(FIRST, SECOND)
    assert found.difference == pytest.approx(-1.58)
    assert found.t == pytest.approx(-4.0621, abs=5e-5)
    assert found.p == pytest.approx(0.002833, abs=5e-7)
    assert found.n == 10


@given(SCORES)
def test_against_the_definition(rows):
    one, other = np.array(rows).T
    difference = one - other
    spread = difference.std(ddof=1)
    assume(spread > 1e-3)
    found, freedom = paired_t_test(one, other), len(rows) - 1
    t = difference.mean() / (spread / math.sqrt(len(rows)))
    scale = math.gamma((freedom + 1) / 2) / math.gamma(freedom / 2) / math.sqrt(freedom * math.pi)
    inside = quad(lambda x: scale * (1 + x * x / freedom) ** (-(freedom + 1) / 2), 0, abs(t), limit=200)[0]
    assert found.t == pytest.approx(t, rel=1e-9, abs=1e-9)
    assert found.p == pytest.approx(1 - 2 * inside, abs=1e-6)


@given(SCORES)
def test_swapping_the_systems_turns_the_sign_alone(rows):
    one, other = np.array(rows).T
    found, turned = paired_t_test(one, other), paired_t_test(other, one)
    assert (found.difference, found.t, found.p) == (-turned.difference, -turned.t, turned.p)
    assert 0 <= found.p <= 1


def test_identical_scores():
    assert paired_t_test(FIRST, FIRST) == Comparison(0.0, 0.0, 1.0, 10)


def test_the_same_difference_everywhere():
    found = paired_t_test([1.0, 0.75, 0.5], [0.5, 0.25, 0.0])
    assert (found.difference, found.t, found.p) == (0.5, math.inf, 0.0)


def test_seeds_are_averaged_first():
    one, other = np.array([FIRST, SECOND]), np.array([SECOND, SECOND, FIRST])
    assert paired_t_test(one, other) == paired_t_test(one.mean(axis=0), other.mean(axis=0))


def test_the_same_scores_in_another_order_of_seeds_are_identical():
    seeds = np.array([[0.1] * 5, [0.2] * 5, [0.3] * 5])
    assert (seeds.mean(axis=0) > seeds[::-1].mean(axis=0)).all()  # by rounding
    assert paired_t_test(seeds, seeds[::-1]).p == 1


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ([0.5], [0.4], "two or more sentences"),
        ([0.5, 0.4], [0.4, 0.3, 0.2], "same two or more sentences are needed, not 2 and 3"),
        ([0.5, math.nan], [0.4, 0.3], "first must be finite"),
        ([0.5, 0.4], [], "second must have the shape"),
        (0.5, [0.4], "first must have the shape"),
    ],
)
def test_bad_input(first, second, message):
    with pytest.raises(ValueError, match=message):
        paired_t_test(first, second)
