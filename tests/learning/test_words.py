"""Scores of words: filled in by batches, cut to sentences, put together again."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from mtal.learning.words import COLUMNS, WordScores, one_behind_the_other, unknown

LENGTHS = st.lists(st.integers(1, 4), min_size=1, max_size=8)


def numbered(lengths: list[int]) -> WordScores:
    """Scores that are the words' places."""
    bounds = np.array([0, *np.cumsum(lengths)], dtype=np.int64)
    found = unknown(["dp"], bounds)
    for number, name in enumerate(COLUMNS):
        found.table["dp"][name][:] = 1000 * number + np.arange(bounds[-1])
    return found


def of(words: WordScores, row: int, name: str = "doubt") -> list[float]:
    return words.table["dp"][name][words.bounds[row] : words.bounds[row + 1]].tolist()


@given(LENGTHS, st.randoms())
def test_filled_in_any_order(lengths: list[int], random: object) -> None:
    whole, found = numbered(lengths), unknown(["dp"], numbered(lengths).bounds)
    rows = [*range(len(lengths))]
    random.shuffle(rows)
    for part in (rows[::2], rows[1::2]):
        columns = [[value for row in part for value in of(whole, row, name)] for name in COLUMNS]
        found.fill(np.array(part, dtype=np.int64), {"dp": np.array(columns, dtype=np.float32)})
    for name in COLUMNS:
        np.testing.assert_array_equal(found.table["dp"][name], whole.table["dp"][name])


@given(LENGTHS, st.integers(1, 3), st.randoms())
def test_parts_are_put_together(lengths: list[int], of_parts: int, random: object) -> None:
    whole, rows = numbered(lengths), [*range(len(lengths))]
    random.shuffle(rows)
    shares = [np.array(rows[number::of_parts], dtype=np.int64) for number in range(of_parts)]
    joined = one_behind_the_other([whole.at(share) for share in shares]).at(np.argsort(np.concatenate(shares)))
    np.testing.assert_array_equal(joined.bounds, whole.bounds)
    for name in COLUMNS:
        np.testing.assert_array_equal(joined.table["dp"][name], whole.table["dp"][name])
