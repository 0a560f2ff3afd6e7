"""Shapes: every task has one, and says all that people need to know of it."""

from __future__ import annotations

import pytest

from mtal.tasks import TASKS
from mtal.tasks.shapes import Shape


def test_every_shape_is_that_of_a_task() -> None:
    assert {task.shape for task in TASKS.values()} == set(Shape)


@pytest.mark.parametrize("name", TASKS)
def test_a_task_says_what_people_call_it(name: str) -> None:
    task = TASKS[name]
    assert task.name == name
    assert task.title and task.wanted and task.places and task.one


def test_who_finds_relations_names_the_task_that_finds_their_spans() -> None:
    pairs = [task for task in TASKS.values() if task.shape is Shape.PAIRS]
    assert all(TASKS[task.needs[0]].shape is Shape.SPANS for task in pairs)
