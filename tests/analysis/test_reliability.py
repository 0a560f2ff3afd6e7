from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
from hypothesis import given

from mtal.analysis.hindsight import Hindsight
from mtal.analysis.reliability import COLUMNS, bin_numbers, reliability
from support.pairs import pairs


def table_of(found, bins=50):
    head, *rows = reliability(found, bins)
    table = pd.DataFrame(rows, columns=head)
    return table.astype(dict.fromkeys(COLUMNS[1:5], float) | {"sentences": int})


def test_hand_made_case():
    pair = Hindsight(np.array([0.0, 0.6, 1.0, 0.99, 0.5]), np.array([0.4, 0.5, 1.0, 0.75, np.nan]))
    head, *rows = reliability({"dp": pair}, bins=2)
    assert head == COLUMNS
    assert rows == [("dp", "0", "0.5", "0", "0.5", 1), ("dp", "0.5", "1", "0.5", "1", 3)]


def test_fractions_lie_in_the_bin_that_they_are_meant_to_be_in():
    fractions = [Fraction(right, words) for words in range(1, 120) for right in range(words + 1)]
    stored = np.array([float(fraction) for fraction in fractions], dtype=np.float32).astype(float)
    assert bin_numbers(stored, 50).tolist() == [min(int(fraction * 50), 49) for fraction in fractions]


@given(pairs(unknown=True, smallest=0))
def test_every_annotated_sentence_is_in_one_cell(pair):
    table = table_of({"a": pair, "b": pair})
    known = int((~np.isnan(pair.accuracy)).sum())
    assert table.groupby("name").sentences.sum().to_dict() == ({"a": known, "b": known} if known else {})
    assert not table.duplicated(list(COLUMNS[:5])).any()


@given(pairs())
def test_counts_against_numpy_where_no_value_is_on_an_edge(pair):
    inner = [np.floor(values * 49) / 50 + 0.01 for values in pair]  # centres of bins
    expected = np.histogram2d(*inner, bins=50, range=[[0, 1], [0, 1]])[0]
    table = table_of({"a": Hindsight(*inner)})
    found = np.zeros((50, 50))
    found[np.rint(table.confidence_from * 50).astype(int), np.rint(table.accuracy_from * 50).astype(int)] = (
        table.sentences
    )
    assert (found == expected).all()
