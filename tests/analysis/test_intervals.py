from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from mtal.analysis.intervals import intervals, tallies
from mtal.corpora.sentence import Sentence
from mtal.tasks import TASKS
from mtal.tasks.base import ratios

COUNTS = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda pair: (min(pair), max(pair)))
TALLIES = st.lists(st.dictionaries(st.sampled_from(["f1", "recall"]), COUNTS), min_size=2, max_size=12)


def drawn_one_by_one(counts: list[tuple[float, float]], draws: int) -> list[float]:
    """Scores of samples with replacement, sentence by sentence, sorted."""
    random, scores = np.random.default_rng(1), []
    for _ in range(draws):
        sample = [counts[i] for i in random.integers(0, len(counts), len(counts))]
        below = sum(of for _, of in sample)
        scores.append(sum(right for right, _ in sample) / below if below else 0.0)
    return sorted(scores)


@given(TALLIES)
@settings(max_examples=25, deadline=None)
def test_scores_are_the_tasks_own_and_lie_inside(found):
    intervaled, scores = intervals(found), ratios(found)
    assert intervaled is not None
    assert {name: each.score for name, each in intervaled.items()} == pytest.approx(scores)
    for each in intervaled.values():
        assert 0 <= each.low <= each.high <= 1
        assert each.sentences == len(found)


@pytest.mark.parametrize("seed", range(4))
def test_against_drawing_one_by_one(seed):
    random = np.random.default_rng(seed)
    words = random.integers(1, 20, 60)
    counts = [(float(random.binomial(n, 0.7)), float(n)) for n in words.tolist()]
    found = intervals([{"accuracy": pair} for pair in counts], draws=4000)["accuracy"]
    slow = drawn_one_by_one(counts, 4000)
    assert (found.low, found.high) == pytest.approx((slow[100], slow[3899]), abs=0.008)


def test_against_scipys_percentiles():
    random = np.random.default_rng(3)
    above, below = random.integers(0, 5, 80).astype(float), np.full(80, 5.0)
    theirs = bootstrap(
        (above, below),
        lambda a, b, axis: a.sum(axis) / b.sum(axis),
        paired=True,
        n_resamples=5000,
        method="percentile",
        rng=1,
    ).confidence_interval
    found = intervals([{"f1": pair} for pair in zip(above, below, strict=True)], draws=5000)["f1"]
    assert (found.low, found.high) == pytest.approx(tuple(theirs), abs=0.006)


def test_of_a_hundred_test_sets_about_95_have_the_truth_inside():
    random, inside = np.random.default_rng(0), 0
    for _ in range(300):
        words = random.integers(3, 20, 60)
        rows = [{"accuracy": (float(random.binomial(n, 0.8)), float(n))} for n in words.tolist()]
        found = intervals(rows, draws=300)["accuracy"]
        inside += found.low <= 0.8 <= found.high
    assert 270 <= inside <= 297


def test_the_same_every_time_and_the_seed_counts():
    found = [{"f1": (i % 3, 3 + i)} for i in range(20)]
    assert intervals(found) == intervals(found)
    assert intervals(found) != intervals(found, seed=1)


def test_too_few_sentences():
    assert intervals([]) is None
    assert intervals([{"f1": (1, 2)}]) is None
    assert intervals([{}, {}]) == {}


def test_only_annotated_sentences_have_tallies():
    task = TASKS["id"](TASKS["id"].Options())
    gold = [
        Sentence("1", "d", ["a"], {"id": ["x"]}),
        Sentence("2", "d", ["a"]),
        Sentence("3", "d", ["a"], {"id": ["y"]}),
    ]
    assert tallies(task, gold, [["x"], ["x"], ["x"]]) == [{"accuracy": (True, 1)}, {"accuracy": (False, 1)}]
