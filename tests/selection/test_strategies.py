"""All strategies against the literal reference, the properties the method promises, and bad input."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtal.selection import STRATEGIES, Strategy, select
from mtal.selection.scores import AGGREGATES
from support import reference
from support.composing import options
from support.inputs import pools, weights

SCORED = [name for name in STRATEGIES if not name.endswith("_r")]
WEIGHTED = [name for name, rule in STRATEGIES.items() if rule.takes_weights]
JOINT = ["mt_avg", "mt_avgda", "mt_max", "mt_min", "mt_par", "mt_rrf", "mt_ind"]


def rows(pool: np.ndarray) -> list[tuple[float, ...]]:
    return [tuple(row) for row in pool.tolist()]


def one_task(name: str) -> dict[str, int]:
    return {"task": 0} if STRATEGIES[name].takes_task else {}


def test_the_names_are_those_of_the_configuration() -> None:
    assert sorted([*STRATEGIES, "mt_avg_clusters"]) == options("strategy")


PAPERS = "st_r st_ec st_da mt_r mt_ec mt_da mt_avg mt_avgda mt_max mt_min mt_par mt_rrf mt_ind"


@pytest.mark.parametrize(
    ("what", "names"),
    [
        (lambda rule: rule.model == "single", "st_r st_ec st_da"),
        (lambda rule: rule.confidence == "dropout_agreement", "st_da mt_da mt_avgda"),
        (lambda rule: rule.takes_task, "st_ec st_da mt_ec mt_da"),
        (lambda rule: rule.takes_weights, "mt_avg mt_avgda mt_rrf mt_ind mt_par"),
        (lambda rule: rule.has_score, "mt_avg mt_avgda mt_max mt_min mt_rrf"),
    ],
    ids=["one model a task", "dropout agreement", "a task", "weights", "a score"],
)
def test_what_each_of_the_papers_strategies_needs(what: Callable[[Strategy], bool], names: str) -> None:
    assert {name for name in PAPERS.split() if what(STRATEGIES[name])} == set(names.split())


def test_a_score_is_an_aggregate() -> None:
    assert {rule.aggregate for rule in STRATEGIES.values()} == {None, *AGGREGATES}


@pytest.mark.parametrize("name", STRATEGIES)
@settings(max_examples=30)
@given(pool=pools(), data=st.data())
def test_contract(name: str, pool: np.ndarray, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(pool)))
    before = pool.copy()
    selected = select(name, pool, n, seed=3, **one_task(name))
    assert selected.dtype == np.int64 and selected.shape == (n,)
    assert len(set(selected.tolist())) == n
    assert ((selected >= 0) & (selected < len(pool))).all()
    assert np.array_equal(selected, select(name, pool.tolist() or pool, n, seed=3, **one_task(name)))
    assert np.array_equal(pool, before)


@pytest.mark.parametrize("name", SCORED)
@settings(max_examples=60)
@given(pool=pools(), data=st.data())
def test_equals_the_reference(name: str, pool: np.ndarray, data: st.DataObject) -> None:
    tasks = pool.shape[1]
    options = {}
    if STRATEGIES[name].takes_task:
        options["task"] = data.draw(st.integers(0, tasks - 1))
    if STRATEGIES[name].takes_weights:
        options["weights"] = data.draw(st.none() | weights(tasks))
    for n in range(len(pool) + 1):
        assert select(name, pool, n, **options).tolist() == reference.select(name, rows(pool), n, **options)


@pytest.mark.parametrize("name", WEIGHTED)
@pytest.mark.parametrize("tasks", [2, 3])
def test_equals_the_reference_on_a_larger_pool(name: str, tasks: int) -> None:
    random = np.random.default_rng(7)
    for beta in (None, 0.1, 0.4, 0.7):
        pool = random.random((90, tasks)).round(2)
        chosen = None if beta is None else [1 - beta, beta / 3, 2 * beta / 3][-tasks:]
        for n in (1, 13, 40, 89, 90):
            assert select(name, pool, n, weights=chosen).tolist() == reference.select(
                name, rows(pool), n, weights=chosen
            )


@pytest.mark.parametrize("name", ["st_r", "mt_r"])
def test_random_is_a_seeded_permutation(name: str) -> None:
    pool = np.zeros((50, 2))
    assert sorted(select(name, pool, 50, seed=1).tolist()) == list(range(50))
    assert select(name, pool, 20, seed=1).tolist() == select(name, pool, 50, seed=1)[:20].tolist()
    assert select(name, pool, 20, seed=1).tolist() != select(name, pool, 20, seed=2).tolist()
    assert select(name, 1 - pool, 20, seed=1).tolist() == select(name, pool, 20, seed=1).tolist()


@pytest.mark.parametrize("name", JOINT)
@settings(max_examples=30)
@given(column=st.lists(st.integers(0, 10**6), unique=True, max_size=15), tasks=st.integers(1, 3))
def test_equal_tasks_agree_with_one(name: str, column: list[int], tasks: int) -> None:
    scores = np.array(column, dtype=float) / 10**6
    pool = np.repeat(scores[:, None], tasks, axis=1)
    for n in range(len(scores) + 1):
        assert select(name, pool, n).tolist() == np.argsort(scores)[:n].tolist()


@pytest.mark.parametrize("name", WEIGHTED)
@settings(max_examples=40)
@given(pool=pools(), data=st.data())
def test_one_weight_is_the_ranking_by_that_task(name: str, pool: np.ndarray, data: st.DataObject) -> None:
    task = data.draw(st.integers(0, pool.shape[1] - 1))
    n = data.draw(st.integers(0, len(pool)))
    chosen = [5 * (i == task) for i in range(pool.shape[1])]
    assert select(name, pool, n, weights=chosen).tolist() == select("mt_ec", pool, n, task=task).tolist()


@pytest.mark.parametrize("name", WEIGHTED)
@settings(max_examples=40)
@given(pool=pools(tasks=2), data=st.data())
def test_equal_weights_are_none(name: str, pool: np.ndarray, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(pool)))
    assert select(name, pool, n, weights=[0.5, 0.5]).tolist() == select(name, pool, n).tolist()


@pytest.mark.parametrize("name", SCORED)
@pytest.mark.parametrize("tasks", [1, 2, 3])
def test_row_order_does_not_matter(name: str, tasks: int) -> None:
    random = np.random.default_rng(tasks)
    pool, shuffled = random.random((60, tasks)), random.permutation(60)
    if name == "mt_rrf":  # rank sums tie; ties go by row
        pool, shuffled = np.sort(pool, axis=0), np.arange(60)[::-1]
    for n in (1, 10, 33, 60):
        straight = select(name, pool, n, **one_task(name))
        assert shuffled[select(name, pool[shuffled], n, **one_task(name))].tolist() == straight.tolist()


@pytest.mark.parametrize("name", ["mt_rrf", "mt_ind", "mt_par"])
@given(pool=pools(), data=st.data())
def test_only_ranks_matter(name: str, pool: np.ndarray, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(pool)))
    stretched = pool.copy()
    stretched[:, 0] = 0.2 + 0.7 * stretched[:, 0] ** 2
    assert select(name, stretched, n).tolist() == select(name, pool, n).tolist()


OK = np.full((3, 2), 0.5)
BAD: dict[str, tuple[str, Callable[[], object]]] = {
    "unknown name": ("mt_rrf", lambda: select("mt_fff", OK, 1)),
    "no name": ("unknown strategy", lambda: select(["mt_avg"], OK, 1)),
    "n above the pool": ("n is 4, but the pool has only 3", lambda: select("mt_avg", OK, 4)),
    "n above an empty pool": ("pool has only 0", lambda: select("mt_avg", np.empty((0, 2)), 1)),
    "negative n": ("n must not be negative", lambda: select("mt_avg", OK, -1)),
    "n is no whole number": ("n must be a whole number", lambda: select("mt_avg", OK, 1.5)),
    "NaN": ("row 1, task 0 is nan", lambda: select("mt_r", [[0, 0], [np.nan, 0]], 1)),
    "above 1": ("row 0, task 1 is 1.01", lambda: select("mt_max", [[0, 1.01]], 1)),
    "below 0": ("row 0, task 0 is -0.1", lambda: select("mt_max", [[-0.1, 1]], 1)),
    "infinite": ("row 0, task 0 is inf", lambda: select("mt_max", [[np.inf, 1]], 1)),
    "one column of numbers": ("must have the shape", lambda: select("st_ec", [0.1, 0.2], 1)),
    "no tasks": ("must have the shape", lambda: select("mt_avg", np.empty((3, 0)), 1)),
    "no table": ("table of numbers", lambda: select("mt_avg", [[0.1], [0.1, 0.2]], 1)),
    "task missing": ("task is needed", lambda: select("mt_ec", OK, 1)),
    "task too high": ("task is 2", lambda: select("mt_ec", OK, 1, task=2)),
    "task negative": ("task is -1", lambda: select("st_da", OK, 1, task=-1)),
    "task is no whole number": ("task must be a whole number", lambda: select("st_da", OK, 1, task="ner")),
    "too few weights": ("one a task", lambda: select("mt_avg", OK, 1, weights=[1])),
    "negative weight": ("not negative", lambda: select("mt_avg", OK, 1, weights=[1, -1])),
    "NaN weight": ("finite", lambda: select("mt_avg", OK, 1, weights=[1, np.nan])),
    "zero weights": ("all be zero", lambda: select("mt_ind", OK, 1, weights=[0, 0])),
    "weights that aren't numbers": ("must be numbers", lambda: select("mt_ind", OK, 1, weights=["a", "b"])),
    "negative seed": ("seed", lambda: select("mt_r", OK, 1, seed=-1)),
    "no seed": ("seed", lambda: select("mt_r", OK, 1, seed=None)),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input(case: str) -> None:
    message, call = BAD[case]
    with pytest.raises(ValueError, match=message) as error:
        call()
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", sorted(set(STRATEGIES) - set(WEIGHTED)))
def test_weights_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} takes no weights"):
        select(name, OK, 1, weights=[0.5, 0.5], **one_task(name))


@pytest.mark.parametrize("name", [name for name, rule in STRATEGIES.items() if not rule.takes_task])
def test_a_task_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} takes no task"):
        select(name, OK, 1, task=0)


def test_one_task_needs_no_number() -> None:
    assert select("mt_ec", [[0.3], [0.1]], 1).tolist() == [1]


def test_what_others_are_compared_with() -> None:
    assert {name for name, rule in STRATEGIES.items() if rule.random} == {"st_r", "mt_r"}
