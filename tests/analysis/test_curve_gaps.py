"""Learning curves against each other, by a slow bootstrap and by hand."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtal.analysis.curve_gaps import Curves, curve_gap
from mtal.analysis.savings import area, needed

ROUNDS = 3


def curves(random: np.random.Generator, seeds: int, level: float, sentences: int = 40) -> Curves:
    """Curves that rise to about `level`."""
    scores = level * np.array([0.5, 0.8, 1.0]) + random.normal(0, 0.02, (seeds, ROUNDS))
    noise = random.normal(0, 0.02, (seeds, ROUNDS, sentences))
    spent = np.cumsum(random.integers(5, 15, (seeds, ROUNDS)), axis=1).astype(float)
    return Curves(spent, scores, scores[:, :, None] + noise)


def test_by_hand() -> None:
    spent = np.array([[0.0, 10, 20]])
    better, random = (
        Curves(spent, scores, np.repeat(scores[:, :, None], 5, axis=2))
        for scores in (np.array([[0.4, 0.6, 0.8]]), np.array([[0.4, 0.5, 0.6]]))
    )
    found = curve_gap(better, random)
    assert found.share == (0.5, 0.5, 0.5)  # nothing varies
    assert found.area.value == found.area.low == pytest.approx(0.1)
    assert curve_gap(random, better).share == (inf, inf, inf)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 99), st.integers(1, 4))
def test_a_slow_bootstrap_has_the_same_ends(number: int, seeds: int) -> None:
    random = np.random.default_rng(number)
    first, second = curves(random, seeds, 0.8), curves(random, seeds, 0.75)
    found = curve_gap(first, second, draws=50, seed=number)
    again = np.random.default_rng(number).multinomial(seeds, np.full(seeds, 1 / seeds), size=50)
    shares, differences = [], []
    for draw, counts in enumerate(again):
        rows = [seed for seed, count in enumerate(counts) for _ in range(count)]
        mean = [(each.spent[rows].mean(0), each.draws[rows, :, draw % 40].mean(0)) for each in (first, second)]
        target = mean[1][1][-1]
        mine, theirs = (needed(*curve, target) for curve in mean)
        shares.append(inf if mine is None else mine / theirs)
        differences.append(area(*mean[0]) - area(*mean[1]))
    assert found.share[1:] == pytest.approx((sorted(shares)[1], sorted(shares)[48]))
    assert found.area[1:] == pytest.approx((sorted(differences)[1], sorted(differences)[48]))


def test_the_same_setting_twice_comes_out_as_equal() -> None:
    """The interval of the area holds 0 in 95 of 100 cases, or a little less with few seeds."""
    inside = 0
    for number in range(200):
        random = np.random.default_rng(number)
        level = 0.8 + random.normal(0, 0.0, 1)[0]
        found = curve_gap(*(curves(random, 8, level) for _ in range(2)), draws=200)
        inside += found.area.low <= 0 <= found.area.high
    assert inside >= 0.85 * 200


def test_pairs_that_dont_fit_are_refused() -> None:
    random = np.random.default_rng(0)
    one, two, other = curves(random, 1, 0.5), curves(random, 2, 0.5), curves(random, 2, 0.5, sentences=39)
    for first, second in product((one, other), (two,)):
        with pytest.raises(ValueError, match="the same seeds and draws"):
            curve_gap(first, second)
