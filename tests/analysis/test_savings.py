from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.analysis.savings import area, areas, data_saved, needed, shares_needed

CURVES = st.lists(st.tuples(st.integers(1, 50), st.floats(0, 1)), min_size=2, max_size=6).map(
    lambda points: (np.cumsum([step for step, _ in points]), np.array([score for _, score in points]))
)


def test_by_hand():
    spent, scores = [0, 10, 30], [0.0, 0.5, 0.7]
    assert area(spent, scores) == pytest.approx((10 * 0.25 + 20 * 0.6) / 30)
    assert needed(spent, scores, 0.25) == 5.0
    assert needed(spent, scores, 0.6) == 20.0
    assert needed(spent, scores, 0.71) is None
    assert needed(spent, scores, 0.0) == 0.0
    assert data_saved([10, 20], [0.2, 0.8], [10, 40], [0.2, 0.5]) == pytest.approx(40 / 15)


@given(CURVES)
def test_area_lies_between_the_lowest_and_the_highest_score(curve):
    spent, scores = curve
    assert scores.min() - 1e-9 <= area(spent, scores) <= scores.max() + 1e-9


@given(CURVES, st.floats(0, 1))
def test_needed_is_the_first_place_at_that_height(curve, score):
    spent, scores = curve
    fine = np.union1d(np.linspace(spent[0], spent[-1], 20_001), spent)
    reached = fine[np.interp(fine, spent, scores) >= score]
    found = needed(spent, scores, score)
    if found is None:
        assert scores.max() < score
    elif len(reached):
        assert found == pytest.approx(reached[0], abs=2 * (spent[-1] - spent[0]) / 20_000)


@given(CURVES)
def test_a_curve_saves_nothing_against_itself(curve):
    found = data_saved(*curve, *curve)
    assert found == pytest.approx(1.0)


def same_length(draw, points):
    spent = np.cumsum(draw(st.lists(st.integers(1, 50), min_size=points, max_size=points))) - draw(st.integers(0, 1))
    return spent, np.array(draw(st.lists(st.sampled_from(np.linspace(0, 1, 11)), min_size=points, max_size=points)))


@given(st.data(), st.integers(2, 5), st.integers(2, 5), st.integers(1, 4))
def test_many_curves_at_once_as_one_by_one(data, points, other_points, pairs):
    mine, theirs = ([same_length(data.draw, length) for _ in range(pairs)] for length in (points, other_points))
    stacked = [np.stack(each).astype(float) for side in (mine, theirs) for each in zip(*side, strict=True)]
    shares = shares_needed(*stacked)
    assert areas(*stacked[:2]) == pytest.approx([area(*curve) for curve in mine])
    for share, curve, other in zip(shares, mine, theirs, strict=True):
        target = other[1][-1]
        taken, given_ = needed(*curve, target), needed(*other, target)
        if given_ == 0:
            assert np.isnan(share)
        else:
            assert share == (np.inf if taken is None else pytest.approx(taken / given_))


def test_what_is_no_curve_is_refused():
    for spent, scores in ([1], [0.5]), ([1, 1], [0.2, 0.3]), ([1, 2], [0.2]), ([1, 2], [0.2, np.nan]):
        with pytest.raises(ValueError, match="a curve needs"):
            area(spent, scores)
