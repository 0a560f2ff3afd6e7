from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import bootstrap, ttest_1samp, ttest_rel

from mtal.analysis.gaps import Counts, gap, holm, seeds_needed


def runs(random: np.random.Generator, *, seeds: int, sentences: int, lift: float = 0.0, spread: float = 0.02) -> Counts:
    """Runs of a system of accuracy .7 + `lift`, give or take `spread` by seed, on sentences of 1 to 9 words."""
    words = np.random.default_rng(5).integers(1, 10, sentences).astype(float)
    level = np.clip(0.7 + lift + spread * random.standard_normal((seeds, 1)), 0, 1)
    return Counts(random.binomial(words.astype(int), np.broadcast_to(level, (seeds, sentences))).astype(float), words)


def test_a_score_is_a_ratio_of_sums():
    counts = Counts(np.array([[1.0, 0.0, 3.0]]), np.array([2.0, 0.0, 4.0]))
    assert counts.scores().tolist() == [4 / 6]
    assert counts.by_sentence().tolist() == [[0.5, 1.0, 0.75]]
    assert counts.scores(np.array([[2.0, 5.0, 0.0], [0.0, 3.0, 0.0]])).tolist() == [[0.5, 0.0]]


def test_one_seed_against_scipys_bootstrap():
    random = np.random.default_rng(1)
    one, other = (runs(random, seeds=1, sentences=400, lift=lift) for lift in (0.03, 0.0))

    def difference(a, b, of, axis):
        return a.sum(axis) / of.sum(axis) - b.sum(axis) / of.sum(axis)

    theirs = bootstrap(
        (one.right[0], other.right[0], one.of), difference, paired=True, n_resamples=4000, rng=2, method="basic"
    )
    ours = gap([one], [other], draws=4000)
    assert ours.difference == pytest.approx(float(one.scores()[0] - other.scores()[0]))
    assert ours.high - ours.difference == pytest.approx(1.96 * theirs.standard_error, rel=0.06)
    assert (ours.low, ours.high) == pytest.approx(tuple(theirs.confidence_interval), abs=0.004)


def test_seeds_that_differ_widen_the_interval_as_the_t_test_has_it():
    """Where all sentences of a run score alike, the test set adds nothing, and what is left is Student's test."""
    one, other = np.array([0.6, 0.7, 0.8, 0.65]), np.array([0.5, 0.65, 0.6, 0.6])
    found = gap(
        [Counts(np.repeat(one[:, None], 30, axis=1), np.ones(30))],
        [Counts(np.repeat(other[:, None], 30, 1), np.ones(30))],
    )
    assert found.p == pytest.approx(ttest_rel(one, other).pvalue)
    assert found.seeds == 4


@pytest.mark.parametrize("seeds", [1, 2, 3, 5])
def test_runs_of_the_same_setting_come_out_as_equal(seeds):
    random = np.random.default_rng(seeds)
    spread = 0.0 if seeds == 1 else 0.03  # one seed says nothing of seeds
    false = sum(
        not gap(
            [runs(random, seeds=seeds, sentences=150, spread=spread)],
            [runs(random, seeds=seeds, sentences=150, spread=spread)],
            draws=200,
            seed=trial,
        ).noise
        for trial in range(300)
    )
    assert false <= 300 * 0.05 + 9, "5 % of 300, and two standard deviations more than that"


def test_a_difference_that_is_there_is_found():
    random = np.random.default_rng(0)
    found = gap([runs(random, seeds=5, sentences=300, lift=0.1)], [runs(random, seeds=5, sentences=300)])
    assert not found.noise and 0 < found.low < 0.1 < found.high


def test_the_mean_over_parts():
    random = np.random.default_rng(3)
    parts = [(runs(random, seeds=3, sentences=n, lift=0.05), runs(random, seeds=3, sentences=n)) for n in (80, 200)]
    found = gap(*zip(*parts, strict=True))
    assert found.difference == pytest.approx(np.mean([gap([a], [b]).difference for a, b in parts]))


def test_the_same_system_twice():
    counts = runs(np.random.default_rng(0), seeds=3, sentences=50)
    assert gap([counts], [counts]) == gap([counts], [counts], seed=9)
    assert (gap([counts], [counts]).difference, gap([counts], [counts]).p) == (0.0, 1.0)


def test_what_does_not_fit_is_refused():
    random = np.random.default_rng(0)
    two, three = (runs(random, seeds=seeds, sentences=20) for seeds in (2, 3))
    for first, second in ([], []), ([two], []), ([two], [three]), ([two, three], [two, three]):
        with pytest.raises(ValueError, match=r"the same|both systems|all parts"):
            gap(first, second)
    with pytest.raises(ValueError, match="counts must be"):
        Counts(np.ones(3), np.ones(3))
    with pytest.raises(ValueError, match="counts must be"):
        Counts(np.ones((1, 2)), np.array([-1.0, 1.0]))


@pytest.mark.parametrize(("difference", "spread"), [(0.01, 0.012), (0.02, 0.012), (0.05, 0.012), (0.003, 0.008)])
def test_as_many_seeds_as_are_needed_find_it_in_four_cases_of_five(difference, spread):
    seeds = seeds_needed(difference, spread)
    drawn = difference + spread * np.random.default_rng(0).standard_normal((2000, seeds))
    assert (ttest_1samp(drawn, 0, axis=1).pvalue < 0.05).mean() >= 0.77
    if seeds > 2:
        assert (ttest_1samp(drawn[:, 1:], 0, axis=1).pvalue < 0.05).mean() <= 0.82


def test_nothing_to_find_needs_no_seeds():
    assert seeds_needed(0.0, 0.1) is None
    assert seeds_needed(0.1, 0.0) == 2


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []
