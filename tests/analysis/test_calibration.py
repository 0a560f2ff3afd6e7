from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from scipy.stats import linregress

from mtal.analysis.calibration import (
    Calibration,
    calibration,
    calibration_rows,
    calibrations,
    error_reduction,
    overconfidence_error,
    plain,
    r_squared,
)
from mtal.analysis.hindsight import Hindsight
from support.pairs import pairs

CE_DP = [0.0720, 0.0672, 0.0757, 0.0506, 0.0584, 0.3064]  # paper Table 6, a domain each
LS_DP = [0.0269, 0.0186, 0.0122, 0.0107, 0.0289, 0.1725]
DA_DP = [0.0410, 0.0392, 0.0414, 0.0337, 0.0381, 0.1098]
CE_NER = [0.0111, 0.0167, 0.0131, 0.0146, 0.0090, 0.0132]
LS_NER = [0.0002, 0.0002, 0.0001, 0.0002, 0.0009, 0.0010]


def test_hand_made_case():
    pair = Hindsight(np.array([1.0, 0.5, 0.75, 0.25]), np.array([0.5, 0.75, np.nan, 0.0]))
    found = calibration(pair)
    assert (found.n, found.left_out) == (3, 1)
    assert found.oe == pytest.approx((1 * 0.5 + 0.25 * 0.25) / 3)
    assert found.mean_gap == pytest.approx((0.5 + 0.25 + 0.25) / 3)
    assert found.max_gap == 0.5
    # deviations of x: 5/12, -1/12, -4/12; of y: 1/12, 4/12, -5/12
    assert found.r2 == pytest.approx((5 - 4 + 20) ** 2 / ((25 + 1 + 16) * (1 + 16 + 25)))


def test_without_annotated_sentences_nothing_is_measured():
    nothing = Calibration(0, 2, None, None, None, None)
    assert calibration(Hindsight(np.array([0.5, 0.6]), np.array([np.nan, np.nan]))) == nothing
    assert calibration(Hindsight(np.empty(0), np.empty(0))).n == 0


@given(pairs())
def test_overconfidence_error_against_exact_sums(pair):
    exact = sum(
        Fraction(c) * max(Fraction(c) - Fraction(a), 0) for c, a in zip(*map(np.ndarray.tolist, pair), strict=True)
    )
    assert overconfidence_error(*pair) == pytest.approx(float(exact / len(pair.confidence)), rel=1e-12, abs=1e-300)


@given(pairs())
def test_no_overconfidence_no_error(pair):
    assert overconfidence_error(np.minimum(*pair), pair.accuracy) == 0
    assert overconfidence_error(pair.confidence, np.maximum(*pair)) == 0


@given(pairs(unknown=True, smallest=0))
def test_unannotated_sentences_change_nothing_but_their_count(pair):
    found, known = calibration(pair), calibration(pair.annotated())
    assert found.n + found.left_out == len(pair.accuracy) and known.left_out == 0
    assert (found.oe, found.r2, found.mean_gap, found.max_gap) == (known.oe, known.r2, known.mean_gap, known.max_gap)


@given(pairs(smallest=2))
def test_r_squared_is_that_of_the_least_squares_line(pair):
    assume(np.std(pair.confidence) > 1e-3 and np.std(pair.accuracy) > 1e-3)
    line = linregress(*pair)
    residual = np.sum((pair.accuracy - line.intercept - line.slope * pair.confidence) ** 2)
    explained = 1 - residual / np.sum((pair.accuracy - pair.accuracy.mean()) ** 2)
    assert r_squared(*pair) == pytest.approx(explained, abs=1e-9)
    assert r_squared(*pair) == pytest.approx(np.corrcoef(*pair)[0, 1] ** 2, abs=1e-9)


@given(pairs())
def test_r_squared_is_always_a_share(pair):
    assert 0 <= r_squared(*pair) <= 1
    assert r_squared(*pair) == r_squared(pair.accuracy, pair.confidence)


def test_r_squared_of_a_line_and_of_constants():
    x = np.array([0.1, 0.4, 0.7, 0.9])
    assert r_squared(x, 1 - x / 2) == pytest.approx(1)
    assert r_squared(x * 1e-200, x) == pytest.approx(1)
    assert r_squared([0.1] * 3, [0.1, 0.5, 0.9]) == 0
    assert r_squared([0.1, 0.5, 0.9], [0.1] * 3) == 0
    assert r_squared([0.3], [0.4]) == 0


@pytest.mark.parametrize(
    ("ours", "reference", "percent"), [(LS_DP, CE_DP, 57.2), (LS_NER, CE_NER, 96.7), (DA_DP, CE_DP, 51.9)]
)
def test_error_reduction_repeats_the_papers_text(ours, reference, percent):
    assert round(100 * error_reduction(ours, reference), 1) == percent


def test_error_reduction_of_nothing():
    assert error_reduction([0.2], [0.1]) == -1
    with pytest.raises(ValueError, match="no error to reduce"):
        error_reduction([0.1], [0.0])
    with pytest.raises(ValueError, match="same domains"):
        error_reduction([0.1], [0.1, 0.2])


def test_plain_and_table():
    found = calibrations(
        {"dp": Hindsight(np.array([1.0]), np.array([1 / 3])), "ner": Hindsight(np.ones(1), np.full(1, np.nan))}
    )
    entry = {name: plain(measures) for name, measures in found.items()}
    assert entry["dp"] == {"n": 1, "left_out": 0, "oe": 0.666667, "r2": 0, "mean_gap": 0.666667, "max_gap": 0.666667}
    assert entry["ner"] == {"n": 0, "left_out": 1, "oe": None, "r2": None, "mean_gap": None, "max_gap": None}
    head, *rows = calibration_rows({0: entry, 3: entry})
    assert head == ("round", "name", "n", "left_out", "oe", "r2", "mean_gap", "max_gap")
    assert [row[:2] for row in rows] == [(0, "dp"), (0, "ner"), (3, "dp"), (3, "ner")]
    assert rows[1][2:] == ("0", "1", "", "", "", "")
    assert rows[2][2:] == ("1", "0", "0.666667", "0.000000", "0.666667", "0.666667")
