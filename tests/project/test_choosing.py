"""The next batch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import Sentence
from mtal.learning.parts import Scored
from mtal.project.choosing import at_random, by_strategy, least_cost, still_asked
from support.projects import options

USUAL = options()
POOL = [Sentence(f"s-{i}", "", ["w"] * (i % 5 + 1)) for i in range(20)]
PARTS = {"s-1": "test", "s-4": "development", "gone": "test"}


def scored(ner: list[float], pos: list[float]) -> Scored:
    tables = {
        task: {"confidence": np.array(values, np.float32), "items": np.full(len(values), items, np.float32)}
        for task, values, items in (("ner", ner, 2), ("pos", pos, 5))
    }
    return Scored(np.arange(len(ner)), tables, np.zeros((len(ner), 0), np.float16))


def test_held_out_sentences_are_asked_until_they_are_labelled() -> None:
    done = {"s-1": ["pos"], "s-0": []}
    found = still_asked(POOL, PARTS, done, USUAL)
    assert [(each.sentence.id, each.part, each.by, each.tasks) for each in found] == [
        ("s-1", "test", "chance", ("ner",)),
        ("s-4", "development", "chance", ("ner", "pos")),
    ]
    assert [each.cost for each in found] == [2, 5 + 2], "words, and the decision about pos"
    assert still_asked(POOL, PARTS, {"s-1": ["ner", "pos"], "s-4": ["pos", "ner"]}, USUAL) == []


@given(st.integers(0, 25), st.integers(0, 3), st.sets(st.integers(0, 19)))
def test_random_ones_are_drawn_once_each_and_by_the_batch(n: int, batch: int, rows: set[int]) -> None:
    found = at_random(POOL, np.array(sorted(rows), np.int64), n, USUAL, batch)
    assert len(found) == min(n, len(rows)) and len({each.sentence.id for each in found}) == len(found)
    assert {each.sentence.id for each in found} <= {f"s-{row}" for row in rows}
    assert all((each.part, each.by, each.tasks) == ("training", "chance", ("ner", "pos")) for each in found)
    assert found == at_random(POOL, np.array(sorted(rows), np.int64), n, USUAL, batch)


def test_other_batches_draw_others() -> None:
    drawn = [[each.sentence.id for each in at_random(POOL, np.arange(20), 5, USUAL, batch)] for batch in range(4)]
    assert len({tuple(each) for each in drawn}) == 4


def test_the_least_sure_are_bought_beside_a_random_share() -> None:
    sure = [i / 20 for i in range(20)]
    found = by_strategy(POOL, scored(sure, sure), [], USUAL, 1)
    assert [each.by for each in found] == ["chance", "chance", "strategy", "strategy", "strategy"]
    drawn = {each.sentence.id for each in found[:2]}
    assert [each.sentence.id for each in found[2:]] == [f"s-{i}" for i in range(20) if f"s-{i}" not in drawn][:3]
    assert all(each.part == "training" and each.tasks == ("ner", "pos") for each in found)
    assert [each.cost for each in found] == [len(each.sentence.tokens) + 2 + 2 for each in found]


def test_no_share_no_chance() -> None:
    found = by_strategy(POOL, scored([0.5] * 20, [0.5] * 20), [], options(decision={"random_share": None}), 1)
    assert [each.by for each in found] == ["strategy"] * 5


def test_only_what_is_missing_is_asked() -> None:
    bought = [Annotation(f"s-{i}", 0, ("ner", "pos")) for i in range(2, 20)] + [Annotation("s-1", 0, ("pos",))]
    found = by_strategy(POOL, scored([0.5] * 20, [0.5] * 20), bought, USUAL, 1)
    assert {each.sentence.id: each.tasks for each in found} == {"s-0": ("ner", "pos"), "s-1": ("ner",)}


def test_single_tasks_can_be_bought() -> None:
    greedy = {"name": "grd_al", "family": "udjs", "budget": 12, "n": None, "random_share": None}
    found = by_strategy(POOL, scored([0.01] * 20, [0.99] * 20), [], options(decision=greedy), 1)
    assert found and all(each.tasks == ("ner",) for each in found)


def test_where_nothing_is_left_nothing_is_bought() -> None:
    bought = [Annotation(each.id, 0, ("ner", "pos")) for each in POOL]
    assert by_strategy(POOL, scored([0.5] * 20, [0.5] * 20), bought, USUAL, 1) == []
    assert by_strategy([], scored([], []), [], USUAL, 1) == []


@pytest.mark.parametrize(("tasks", "cost"), [(["ner"], 3), (["pos"], 5), (["ner", "pos"], 5)])
def test_a_price_without_any_prediction(tasks: list[str], cost: int) -> None:
    assert least_cost(POOL[2], tasks, USUAL.task_costs()) == cost
