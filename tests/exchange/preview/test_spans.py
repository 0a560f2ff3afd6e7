"""Spans below each other, and how far their labels run."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mtal.exchange.preview.spans import reach, rows, runs

ENDS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: (min(pair), max(pair), "x"))


@given(st.lists(ENDS, unique=True, max_size=8))
def test_spans_of_a_row_lie_apart(spans: list[tuple[int, int, str]]) -> None:
    found = list(rows(spans))
    assert sorted(span for _, span in found) == sorted(spans)
    for (row, one), (other_row, other) in combinations(found, 2):
        assert row != other_row or one[1] < other[0] or other[1] < one[0]
    assert {row for row, _ in found} == set(range(len({row for row, _ in found}))), "no row is left empty"


def test_what_is_inside_stands_nearer_to_the_words() -> None:
    assert list(rows([(0, 3, "a"), (1, 1, "b"), (3, 3, "c")])) == [
        (0, (1, 1, "b")),
        (0, (3, 3, "c")),
        (1, (0, 3, "a")),
    ]


def test_a_label_runs_as_far_as_it_must() -> None:
    assert reach(["New", "York", "City"], (0, 2, "GPE")) == 0
    assert reach(["a", "new", "model"], (0, 2, "Task")) == 1
    assert reach(["a", "b"], (0, 1, "a very long label")) == 0, "no room: the first word is made wider"


def test_runs_begin_at_breaks() -> None:
    assert list(runs({0, 2}, 3)) == [range(2), range(2, 3)]
