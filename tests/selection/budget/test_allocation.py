"""Every family and decision against brute force, and what holds between them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mtal.selection import allocate, allocate_with_status
from mtal.selection.scores import AGGREGATES
from support import reference
from support.inputs import Instance, instance

FAMILIES: dict[str, dict[str, Any]] = {
    **{f"joint {name}": {"family": "joint", "aggregate": name} for name in AGGREGATES},
    "stcs": {"family": "stcs", "task": 1},
    "udjs": {"family": "udjs"},
    "eqb_djs": {"family": "eqb_djs"},
}


def bought(case: Instance, options: dict[str, Any], **more: Any) -> np.ndarray:
    return allocate(
        confidence=case.confidence, costs=case.costs, joint_cost=case.joint, budget=case.budget, **options, **more
    )


def spent(case: Instance, chosen: np.ndarray) -> float:
    return reference.price(case.costs.tolist(), case.joint.tolist(), chosen, case.shared.tolist())


def sentence_values(case: Instance, options: dict[str, Any]) -> list[float]:
    if options["family"] == "stcs":
        return (1 - case.confidence[:, options["task"]]).tolist()
    return reference.joint_score(options["aggregate"], case.confidence.tolist())


@pytest.mark.parametrize("solver", ["dp", "mip"])
@pytest.mark.parametrize("name", [*(f"joint {name}" for name in AGGREGATES), "stcs"])
@pytest.mark.parametrize("seed", range(4))
def test_whole_sentences_by_brute_force(name: str, seed: int, solver: str) -> None:
    case = instance(seed, 10, 2 + seed % 2, 15 + 12 * seed)
    chosen = bought(case, FAMILIES[name], solver=solver)
    values = sentence_values(case, FAMILIES[name])
    assert (chosen.all(axis=1) == chosen.any(axis=1)).all()
    best = reference.best_sentences(values, case.joint.tolist(), case.budget)
    assert sum(v for v, row in zip(values, chosen, strict=True) if row[0]) == pytest.approx(best, abs=1e-9)
    assert spent(case, chosen) <= case.budget


@pytest.mark.parametrize("solver", ["dp", "mip"])
@pytest.mark.parametrize(("sentences", "tasks"), [(7, 2), (5, 3), (12, 1), (10, 2)])
@pytest.mark.parametrize("seed", range(4))
def test_udjs_by_brute_force(sentences: int, tasks: int, seed: int, solver: str) -> None:
    case = instance(seed, sentences, tasks, 8 + 7 * seed)
    chosen = bought(case, FAMILIES["udjs"], solver=solver)
    best = reference.best_pairs(
        case.confidence.tolist(), case.costs.tolist(), case.joint.tolist(), case.budget, case.shared.tolist()
    )
    assert (1 - case.confidence)[chosen].sum() == pytest.approx(best, abs=1e-9)
    assert spent(case, chosen) <= case.budget


def test_udjs_where_the_tasks_share_no_part_of_the_costs() -> None:
    case = instance(3, 5, 3, 30)
    joint = case.costs.sum(axis=1) - np.array([1, 3, 5, 2, 4])
    chosen = allocate("udjs", case.confidence, case.costs, joint, case.budget)
    best = reference.best_pairs(case.confidence.tolist(), case.costs.tolist(), joint.tolist(), case.budget)
    assert (1 - case.confidence)[chosen].sum() == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("solver", ["dp", "mip"])
def test_eqb_djs_by_brute_force(seed: int, solver: str) -> None:
    case = instance(seed, 9, 2, 20 + 7 * seed)
    chosen = bought(case, FAMILIES["eqb_djs"], solver=solver)
    expected = reference.equal_budget(
        case.confidence.tolist(), case.costs.tolist(), case.joint.tolist(), case.budget, "stop", "blp"
    )
    assert np.array_equal(chosen, expected)


@pytest.mark.parametrize("edge", ["stop", "skip"])
@pytest.mark.parametrize("seed", range(8))
def test_greedy_by_the_reference(seed: int, edge: str) -> None:
    case = instance(seed, 25, 2, 30 + 11 * seed)
    pool, costs, joint = case.confidence.tolist(), case.costs.tolist(), case.joint.tolist()
    for name, options in FAMILIES.items():
        chosen = bought(case, options, decision="greedy", edge=edge)
        if name == "udjs":
            expected = reference.greedy_pairs(pool, costs, joint, case.budget, edge)
        elif name == "eqb_djs":
            expected = reference.equal_budget(pool, costs, joint, case.budget, edge, "greedy")
        else:
            order = reference.ascending([-v for v in sentence_values(case, options)], len(pool))
            expected = np.zeros((len(pool), 2), dtype=bool)
            expected[reference.greedy_sentences(order, joint, case.budget, edge)] = True
        assert np.array_equal(chosen, expected), name


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("tasks", [2, 3])
def test_what_holds_for_all(name: str, tasks: int) -> None:
    for seed in range(8):
        case = instance(seed, 150, tasks, 60 + 50 * seed)
        blp, greedy = (
            allocate_with_status(
                confidence=case.confidence,
                costs=case.costs,
                joint_cost=case.joint,
                budget=case.budget,
                decision=decision,
                **FAMILIES[name],
            )
            for decision in ("blp", "greedy")
        )
        for found in (blp, greedy):
            assert found.spent == spent(case, found.chosen) <= case.budget
            assert found.chosen.dtype == bool and found.chosen.shape == (150, tasks)
        if name != "eqb_djs":  # several programs in turn: each is the best, their sum need not be
            assert blp.value >= greedy.value
        assert (blp.status, blp.gap, blp.solver) == ("optimal", 0.0, "dp")
        assert (greedy.status, greedy.gap, greedy.solver) == ("greedy", None, "greedy")


@pytest.mark.parametrize("name", FAMILIES)
def test_row_order_does_not_matter_to_the_value(name: str) -> None:
    for seed in range(6):
        case = instance(seed, 120, 2, 150)
        shuffled = np.random.default_rng(seed).permutation(120)
        straight, other = (
            allocate_with_status(
                confidence=case.confidence[rows],
                costs=case.costs[rows],
                joint_cost=case.joint[rows],
                budget=case.budget,
                **FAMILIES[name],
            )
            for rows in (np.arange(120), shuffled)
        )
        if "rrf" not in name:  # the sums of different rows can be equal there
            assert np.array_equal(straight.chosen[shuffled], other.chosen)
        assert straight.value == pytest.approx(other.value, abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("tasks", [2, 3])
def test_free_choice_is_worth_at_least_all_tasks_together(seed: int, tasks: int) -> None:
    case = instance(seed, 300, tasks, 200)
    together = bought(case, FAMILIES["joint avg"])
    free = bought(case, FAMILIES["udjs"])
    assert (1 - case.confidence)[free].sum() >= (1 - case.confidence)[together].sum() - 1e-9


@pytest.mark.parametrize("seed", range(8))
def test_dp_equals_mip(seed: int) -> None:
    case = instance(seed, 300 + 40 * seed, 2 + seed % 2, 100 + 30 * seed)
    for name, options in FAMILIES.items():
        table, other = (
            allocate_with_status(
                confidence=case.confidence,
                costs=case.costs,
                joint_cost=case.joint,
                budget=case.budget,
                solver=solver,
                **options,
            )
            for solver in ("dp", "mip")
        )
        assert table.value == pytest.approx(other.value, abs=1e-7), name
        assert (table.solver, other.solver, other.status) == ("dp", "mip", "optimal")


@pytest.mark.parametrize("decision", ["blp", "greedy"])
@pytest.mark.parametrize("family", ["udjs", "eqb_djs"])
def test_a_sentence_with_one_task_left_is_bought_at_its_single_price(family: str, decision: str) -> None:
    case = instance(1, 40, 2, 150)
    candidates = np.random.default_rng(1).random((40, 2)) < 0.5
    chosen = bought(case, {"family": family}, candidates=candidates, decision=decision)
    assert chosen.any() and not (chosen & ~candidates).any()
    assert spent(case, chosen) <= case.budget
    if decision == "blp" and family == "udjs":
        blocked = Instance(np.where(candidates, case.confidence, 1.0), case.costs, case.joint, case.shared, 150)
        assert (1 - case.confidence)[chosen].sum() == pytest.approx(
            (1 - blocked.confidence)[bought(blocked, {"family": "udjs"})].sum(), abs=1e-9
        )


def test_only_one_task_is_ever_left() -> None:
    chosen = allocate("udjs", [[0.0, 0.0]], [[5, 6]], [7], 100, candidates=[[False, True]])
    assert chosen.tolist() == [[False, True]]
    assert not allocate("udjs", [[0.0, 0.0]], [[5, 6]], [7], 5, candidates=[[False, True]]).any()


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("decision", ["blp", "greedy"])
def test_nothing_to_buy(name: str, decision: str) -> None:
    empty = allocate_with_status(
        confidence=np.empty((0, 2)),
        costs=np.empty((0, 2)),
        joint_cost=[],
        budget=5,
        decision=decision,
        **FAMILIES[name],
    )
    assert empty.chosen.shape == (0, 2) and (empty.spent, empty.value) == (0, 0)
    case = instance(0, 20, 2, 0)
    assert not bought(case, FAMILIES[name], decision=decision).any()


def test_everything_is_affordable() -> None:
    case = instance(0, 30, 2, 10**9)
    for options in FAMILIES.values():
        assert bought(case, options).all()


def test_a_fractional_budget_buys_what_its_floor_buys() -> None:
    case = instance(0, 30, 2, 61)
    more = allocate("udjs", case.confidence, case.costs, case.joint, 61.9)
    assert np.array_equal(more, bought(case, FAMILIES["udjs"]))


def test_weights_of_the_aggregate() -> None:
    case = instance(2, 40, 2, 80)
    by_one = bought(case, FAMILIES["joint avg"], weights=[0, 1])
    assert np.array_equal(by_one, bought(case, FAMILIES["stcs"]))


def test_the_record_is_json() -> None:
    case = instance(0, 30, 2, 61)
    found = allocate_with_status("eqb_djs", case.confidence, case.costs, case.joint, 61)
    record = json.loads(json.dumps(found.record()))
    assert (
        record["status"] == "optimal"
        and record["spent"] <= 61
        and set(record)
        == {
            "spent",
            "value",
            "solver",
            "status",
            "gap",
        }
    )


POOL, COSTS, JOINT = np.full((2, 2), 0.5), np.array([[5, 6], [7, 8]]), np.array([8, 9])
BAD: dict[str, tuple[str, Callable[[], object]]] = {
    "family": ("unknown family 'all'; known are", lambda: allocate("all", POOL, COSTS, JOINT, 9)),
    "decision": ("unknown decision", lambda: allocate("udjs", POOL, COSTS, JOINT, 9, decision="best")),
    "solver": (
        "unknown solver 'x'; known are auto, dp, mip",
        lambda: allocate("udjs", POOL, COSTS, JOINT, 9, solver="x"),
    ),
    "edge": ("unknown edge", lambda: allocate("udjs", POOL, COSTS, JOINT, 9, edge="x")),
    "no aggregate": ("unknown aggregate None; known are avg", lambda: allocate("joint", POOL, COSTS, JOINT, 9)),
    "aggregate of pairs": ("udjs takes no aggregate", lambda: allocate("udjs", POOL, COSTS, JOINT, 9, aggregate="avg")),
    "task of pairs": ("eqb_djs takes no task", lambda: allocate("eqb_djs", POOL, COSTS, JOINT, 9, task=0)),
    "no task": ("task is needed", lambda: allocate("stcs", POOL, COSTS, JOINT, 9)),
    "task of joint": ("joint takes no task", lambda: allocate("joint", POOL, COSTS, JOINT, 9, aggregate="avg", task=0)),
    "candidates of joint": (
        "joint takes no candidates",
        lambda: allocate("joint", POOL, COSTS, JOINT, 9, aggregate="avg", candidates=POOL > 0),
    ),
    "candidates": ("candidates must be", lambda: allocate("udjs", POOL, COSTS, JOINT, 9, candidates=[True, False])),
    "confidence": ("not in", lambda: allocate("udjs", POOL + 1, COSTS, JOINT, 9)),
    "costs' shape": ("costs must have the shape", lambda: allocate("udjs", POOL, JOINT, JOINT, 9)),
    "no costs": ("costs must", lambda: allocate("udjs", POOL, None, JOINT, 9)),
    "joint cost's shape": ("joint_cost must have", lambda: allocate("udjs", POOL, COSTS, COSTS, 9)),
    "negative cost": ("not negative", lambda: allocate("udjs", POOL, -COSTS, JOINT, 9)),
    "NaN cost": ("finite", lambda: allocate("udjs", POOL, COSTS * np.nan, JOINT, 9)),
    "joint price above the sum": ("row 0", lambda: allocate("udjs", POOL, COSTS, JOINT + 9, 9)),
    "negative budget": ("budget", lambda: allocate("udjs", POOL, COSTS, JOINT, -1)),
    "NaN budget": ("budget", lambda: allocate("udjs", POOL, COSTS, JOINT, np.nan)),
    "budget that is no number": ("budget", lambda: allocate("udjs", POOL, COSTS, JOINT, "much")),
    "seed": ("seed", lambda: allocate("udjs", POOL, COSTS, JOINT, 9, seed=-1)),
    "time limit": ("time_limit must be", lambda: allocate("udjs", POOL, COSTS, JOINT, 9, time_limit=-1)),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input(case: str) -> None:
    message, call = BAD[case]
    with pytest.raises(ValueError, match=message) as error:
        call()
    assert "\n" not in str(error.value)


def test_whole_sentences_need_no_single_costs() -> None:
    assert allocate("joint", POOL, None, JOINT, 9, aggregate="min").sum() == 2
