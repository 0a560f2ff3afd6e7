"""What answers tell an annotation lead."""

from __future__ import annotations

import json

import pytest

from mtal.acquisition.costs import TaskCosts
from mtal.analysis.stopping import verdict
from mtal.project.advice import agreements, fitted_prices, found_by_choosing, lines, record
from mtal.project.asked import Asked
from mtal.tasks import TASKS
from support.asked import asked

COSTS = {"pos": TaskCosts(item=0, sentence=1), "ner": TaskCosts(item=1, sentence=0)}
OPTIONS = {task: TASKS[task].Options() for task in COSTS}
RIGHT, WRONG = ["A", "B"], ["B", "A"]


def shown(batch: int, name: str, by: str, predicted: list[str], said: list[str]) -> Asked:
    one = asked(batch, name, ["pos"], a={"pos": said})
    one.by = by  # type: ignore[assignment]
    one.filled_in = {"pos": predicted}
    return one


def test_what_choosing_found_beside_chance() -> None:
    past = [shown(1, f"s-{i}", "strategy", WRONG, RIGHT) for i in range(12)]
    past += [shown(2, f"s-{i}", "chance", RIGHT, RIGHT) for i in range(12)]
    past += [asked(0, f"t-{i}", ["pos"], a={"pos": RIGHT}) for i in range(12)]
    found = found_by_choosing(past, COSTS, 1)
    assert found["ner"] is None, "never asked"
    assert found["pos"] is not None
    assert (found["pos"].chosen, found["pos"].random) == (12, 12), "without what nothing was shown for"
    assert (found["pos"].by_place.chosen, found["pos"].by_place.random) == (1.0, 0.0)
    assert found["pos"].by_cost.chosen == pytest.approx(2 / 3)
    assert found_by_choosing(past[:8], COSTS, 1) == {"pos": None, "ner": None}


def test_agreement_of_tasks_that_several_answered() -> None:
    past = [asked(0, f"s-{i}", ["pos"], a={"pos": RIGHT}, b={"pos": RIGHT if i else WRONG}) for i in range(4)]
    past += [asked(1, "s-0", ["ner"], a={"ner": ["O", "O"]})]
    found = agreements(past, OPTIONS)
    assert list(found) == ["pos"] and found["pos"].sentences == 4


def test_a_sentence_asked_twice_is_two_questions() -> None:
    past = [
        asked(0, "s-1", ["ner"], a={"ner": ["O", "O"]}, b={"ner": ["O", "O"]}),
        asked(1, "s-1", ["pos"], a={"pos": RIGHT}, b={"pos": RIGHT}),
    ]
    assert {task: each.sentences for task, each in agreements(past, OPTIONS).items()} == {"pos": 1, "ner": 1}


def test_prices_by_the_clock_need_many_answers() -> None:
    past = [asked(0, f"s-{i}", ["pos"], a={"pos": RIGHT}) for i in range(50)]
    assert fitted_prices(past, COSTS) is None, "no tool told"
    for each in past:
        each.answers["a"]["seconds"] = 4.0
    assert fitted_prices(past[:3], COSTS) is None


def test_nothing_to_say_is_nothing_said() -> None:
    found = ({}, found_by_choosing([], COSTS, 1), agreements([], OPTIONS), fitted_prices([], COSTS))
    assert lines(*found, COSTS) == []
    assert record(*found) == {"going_on": {}, "choosing": {}, "agreement": {}, "seconds": {}}


def test_every_number_goes_into_json_and_every_line_is_one() -> None:
    past = [shown(1, f"s-{i}", "strategy", WRONG, RIGHT) for i in range(12)]
    past += [shown(1, f"t-{i}", "chance", RIGHT, RIGHT) for i in range(12)]
    for i, each in enumerate(past):
        each.answers["b"] = {"labels": {"pos": RIGHT if i % 3 else WRONG}, "seconds": 3.0 + i % 2}
    verdicts = {task: verdict([]) for task in COSTS}
    found = (verdicts, found_by_choosing(past, COSTS, 1), agreements(past, OPTIONS), fitted_prices(past, COSTS))
    said = lines(*found, COSTS)
    assert said[0].startswith("too early to say for tags (pos)") and len(said) >= 3
    assert not any("\n" in line for line in said)
    written = json.loads(json.dumps(record(*found)))
    assert written["going_on"]["pos"]["comparisons"] == 0 and written["choosing"]["pos"]["chosen"] == 1.0
    assert written["agreement"]["pos"]["sentences"] == 24
