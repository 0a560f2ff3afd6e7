from __future__ import annotations

from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mtal.analysis.judgements import MARKED, is_unnumbered
from mtal.analysis.kappa import kappa
from mtal.analysis.stopping import (
    FEW,
    Change,
    Verdict,
    advice,
    bound,
    change,
    changes,
    least_kappa,
    stable,
    unchanged,
    verdict,
)
from mtal.tasks import TASKS
from support.annotated import QUICK
from support.labels import ANY_TASK, said, twice

SETS = st.frozensets(st.integers(0, 9))


def still(kappa: float | None = 0.995, share: float | None = 0.99, places: int = 500) -> Change:
    return Change(places, kappa, share)


def f1(gold: frozenset[int], found: frozenset[int]) -> float:
    return 2 * len(gold & found) / (len(gold) + len(found)) if gold or found else 0.0


@QUICK
@given(st.data())
def test_a_change_against_looking_at_every_place(data):
    task = data.draw(ANY_TASK)
    rows = data.draw(st.lists(twice(task), max_size=4))
    before, after = [one for _, one, _ in rows], [other for *_, other in rows]
    read = [(said(task, one, size), said(task, other, size)) for size, one, other in rows]
    nothing = (None, None) if is_unnumbered(task) else ("O", "O")
    both = [(str(a[place]), str(b[place])) for a, b in read for place in a if (a[place], b[place]) != nothing]
    found = change(task, before, after)
    assert found.places == len(both)
    assert found.unchanged == (pytest.approx(np.mean([a == b for a, b in both])) if both else None)
    if TASKS[task].shape not in MARKED:
        assert found.kappa == kappa(both)


def test_the_change_of_spans_is_f1_and_words_outside_are_left_out():
    before = [["B-PER", "I-PER", "O", "O"], ["O", "B-LOC"]]
    after = [["B-PER", "I-PER", "O", "B-LOC"], ["O", "O"]]
    assert change("ner", before, after) == Change(4, 0.5, 0.5)


def test_models_that_find_nothing_say_nothing():
    nothing = [["O", "O"]] * 300
    assert change("ner", nothing, nothing) == Change(0, None, None)
    assert verdict(changes("ner", [nothing] * 9)).outcome == "too early to say"
    same = [["play"]] * 300
    assert verdict(changes("id", [same] * 9)).outcome == "too early to say", "all one intent: chance agrees as well"


def test_changes_are_those_of_successive_models():
    models = [[["a"], ["b"]], [["a"], ["a"]], [["b"], ["a"]]]
    assert changes("id", models) == [change("id", *both) for both in pairwise(models)]
    assert changes("id", models[:1]) == []


@settings(deadline=None)
@given(SETS, SETS, SETS)
def test_the_bound_holds_for_any_gold(first, second, gold):
    assume(first or second)
    assert abs(f1(gold, first) - f1(gold, second)) <= bound(f1(first, second)) + 1e-12


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=1, max_size=12))
def test_the_bound_holds_for_accuracies(rows):
    agreed = kappa([(a, b) for a, b, _ in rows])
    assume(agreed is not None)
    difference = abs(np.mean([a == gold for a, _, gold in rows]) - np.mean([b == gold for _, b, gold in rows]))
    assert difference <= bound(agreed) + 1e-12


@settings(deadline=None)
@given(st.floats(1e-6, 4))
def test_a_tolerance_and_its_kappa(tolerance):
    assert bound(least_kappa(tolerance)) == pytest.approx(tolerance)


def test_bounds_by_hand():
    assert (bound(1.0), bound(0.8), bound(0.0), bound(-0.3)) == (0.0, pytest.approx(1.0), inf, inf)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), max_size=6), st.floats(0, 1))
def test_stable_is_the_mean_of_the_last_three(kappas, least):
    assert stable(kappas, least) == (len(kappas) >= 3 and sum(kappas[-3:]) / 3 >= least)


def test_alike_is_not_high():
    """Kappas that don't change, at a level where the predictions do."""
    assert not stable([0.7] * 20)
    assert verdict([still(0.7, 0.8)] * 20).outcome == "going on"


def test_unchanged_is_about_each_of_the_last_two():
    assert unchanged([0.1, 0.98, 1.0])
    assert not unchanged([1.0, 0.97])
    assert not unchanged([1.0])
    assert not unchanged([None, 1.0])


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        ([], "too early to say"),
        ([still()] * 2, "too early to say"),
        ([still()] * 3, "stable"),
        ([still(0.2, 0.3), *[still()] * 3], "stable"),
        ([still(), still(), still(0.97, 0.99)], "going on"),
        ([still(1.0), still(1.0), still(0.975, 0.95)], "going on"),
        ([still(None, None), still(), still()], "too early to say"),
        ([still(places=FEW - 1)] * 3, "too early to say"),
        ([still(places=FEW)] * 3, "stable"),
    ],
)
def test_verdicts(found, outcome):
    assert verdict(found).outcome == outcome


def test_a_verdict_has_its_numbers():
    found = verdict([still(0.5, 0.6), still(0.9, 0.8), still(0.8, 0.9), still(0.7, 0.7)])
    assert found == Verdict("going on", pytest.approx(0.8), 0.7, pytest.approx(bound(0.7)), 4)
    assert verdict([still()]) == Verdict("too early to say", None, None, pytest.approx(bound(0.995)), 1)


def test_a_lower_kappa_may_be_asked_for():
    found = [still(0.96, 0.985)] * 3
    assert (verdict(found).outcome, verdict(found, least_kappa(0.2)).outcome) == ("going on", "stable")


def test_advice():
    early, late, unknown = (verdict([each] * 3) for each in (still(0.5, 0.5), still(), still(places=1)))
    assert advice({"dp": early}) == "parsing (dp) may still gain"
    assert advice({"id": unknown, "ner": late, "re": early, "pos": late, "sf": late}) == (
        "stop buying entities (ner), tags (pos) and slots (sf); relations (re) may still gain; "
        "too early to say for intents (id)"
    )
    assert advice({}) == ""
