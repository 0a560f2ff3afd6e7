from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtal.analysis.kappa import kappa, kappa_of_marks

SAID = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=12)
SETS = st.frozensets(st.integers(0, 6))
MARKED = st.lists(st.tuples(SETS, SETS), max_size=5)


@settings(deadline=None)
@given(SAID)
def test_against_the_definition(pairs):
    """Chance agreement by pairing each place of the one with every place of the other."""
    n = len(pairs)
    by_chance = Fraction(sum(one == other for one, _ in pairs for _, other in pairs), max(1, n * n))
    if not n or by_chance == 1:
        assert kappa(pairs) is None
        return
    observed = Fraction(sum(one == other for one, other in pairs), n)
    assert kappa(pairs) == pytest.approx(float((observed - by_chance) / (1 - by_chance)))


def test_a_table_by_hand():
    """200 places, 140 on the diagonal; by chance 120·100 + 60·60 + 20·40 of 200·200."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    pairs = [(i, j) for i, row in enumerate(table) for j, times in enumerate(row) for _ in range(times)]
    assert kappa(pairs) == pytest.approx((0.70 - 0.41) / (1 - 0.41))


@settings(deadline=None)
@given(MARKED)
def test_kappa_tends_to_that_of_marks_as_what_nobody_marks_grows(rows):
    """Places: the marks of either, and a great many that neither has."""
    places = [(mark in one, mark in other) for one, other in rows for mark in one | other]
    found = kappa_of_marks(*zip(*rows, strict=True)) if rows else kappa_of_marks([], [])
    if not places:
        assert found is None
        return
    assert kappa(places + [(False, False)] * 20_000) == pytest.approx(found, abs=5e-3)
    assert (kappa(places + [(False, False)] * 7) or 0) <= found + 1e-12


def test_one_type_of_which_only_what_either_marks_is_counted_would_never_be_stable():
    """Why places that nobody marks aren't simply left out."""
    found = [("B", "B")] * 980 + [("B", "O")] * 10 + [("O", "B")] * 10
    assert kappa(found) < 0
    assert kappa([*found, *[("O", "O")] * 20_000]) > 0.989


def test_sentences_must_be_the_same():
    with pytest.raises(ValueError, match="shorter"):
        kappa_of_marks([{1}], [])
