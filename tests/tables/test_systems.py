"""Methods by what test sentences add to scores."""

from __future__ import annotations

import numpy as np
import pytest

from mtal.analysis.gaps import Counts, between, gap
from mtal.tables.methods import methods
from mtal.tables.systems import paired, systems
from support.study import params
from support.study import tally as toy


def test_systems_compare_as_their_counts_do() -> None:
    one, other = methods([params("mt_avg"), params("mt_r")])
    tables = {
        one: {1: toy(lambda i: 5 + i % 4), 2: toy(lambda i: 6 + i % 3)},
        other: {2: toy(lambda i: 5 + i % 5), 3: toy(lambda i: 5 + i % 3)},
    }
    found = systems(["dp", "ner"], tables)
    pair = paired(found[one], found[other])
    assert pair is not None and list(pair[0].seeds) == [2]
    counts = [
        [Counts(tables[method][2].table["dp.right"].to_numpy()[None], np.full(200, 10.0))] * 2
        for method in (one, other)
    ]
    assert between(pair[0].parts, pair[1].parts) == gap(*counts)
    assert pair[0].sentences[0, :3].tolist() == pytest.approx([0.6, 0.7, 0.8])
    assert paired(found[one].of([1]), found[other]) is None
    assert paired(None, found[other]) is None


def test_other_test_sets_and_missing_tasks_are_left_out() -> None:
    one, other, third = methods([params("mt_avg"), params("mt_r"), params("mt_max")])
    tables = {
        one: {1: toy(lambda i: 5)},
        other: {1: toy(lambda i: 5, sentences=100)},
        third: {1: toy(lambda i: 5, tasks=["dp"])},
    }
    assert list(systems(["dp", "ner"], tables)) == [one]
    assert systems(["dp", "pos"], tables) == {}


def test_sentences_without_gold_have_no_say() -> None:
    one, other = methods([params("mt_avg"), params("mt_r")])
    tables = [toy(lambda i: 10, sentences=4), toy(lambda i: 5, sentences=4)]
    for table in tables:
        table.table.loc[0, ["ner.right", "ner.of"]] = np.nan
    found = systems(["dp", "ner"], {one: {1: tables[0]}, other: {1: tables[1]}})
    assert found[one].parts[1].scores.tolist() == [1.0]
    assert found[other].sentences.tolist() == [[0.5, 0.5, 0.5]]
