"""A project's parameters as one model."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from mtal.errors import UserError
from mtal.project.options import read_options
from support.projects import USUAL


@pytest.fixture
def params(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "params.yaml"
    path.write_text(USUAL)
    return path


def test_tasks_are_in_the_order_of_labels(params: Path) -> None:
    text = USUAL.replace("tasks: {ner: {}, pos: {}}", "tasks: {pos: {}, ner: {}}")
    params.write_text(text)
    found = read_options()
    assert list(found.task_options()) == list(found.task_costs()) == ["ner", "pos"]
    assert found.budget is None


def changed(key: str, value: Any) -> str:
    """The usual parameters with one value changed, added, or (value `...`) taken away."""
    params = yaml.safe_load(USUAL)
    *path, last = key.split(".")
    place = params
    for part in path:
        place = place[part]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return yaml.safe_dump(params, sort_keys=False)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("seed", -1, "greater than or equal to 0"),
        ("seed", True, "valid integer"),
        ("tool", "brat", "choose from"),
        ("tool", ..., "missing"),
        ("first", 0, "greater than or equal to 1"),
        ("budget", 0, "greater than or equal to 1"),
        ("decision.units", 0.3, "decision.units=0.3: annotators get whole sentences here; give null"),
        ("budget", "much", "valid integer"),
        ("labels", {}, "at least one task"),
        ("labels", {"ner": ["PER"]}, "options of each task in labels and of no other: ner"),
        ("labels", ["PER"], "valid dictionary"),
        ("labels.ner", [], "labels.ner: give at least one label"),
        ("labels.ner", ["PER", "LOC", "PER"], "label 'PER' stands 2 times"),
        ("labels.ner", ["PER", " "], "white space"),
        ("labels.ner", ["P\u200bR"], "labels.ner: label"),
        ("labels.ner", "PER", "valid list"),
        ("labels.ner", [None], "valid string"),
        ("costs", ..., "missing"),
        ("costs.pos", ..., "give the costs of each task"),
        ("costs.pos.item", -1, "greater than or equal to 0"),
        ("tasks.sf", {}, "options of each task in labels and of no other"),
        ("tasks.ner", {"size": 3}, "unknown key"),
        ("strategy.name", "mt_foo", "choose from st_r"),
        ("strategy.strata", 0, "greater than or equal to 2"),
        ("decision.name", "all", "decision.name"),
        ("decision.n", None, "decision.n is null"),
        ("decision.n", 0, "greater than or equal to 1"),
        ("decision.random_share", 1, "less than 1"),
        ("decision.random_share", 0, "greater than 0"),
        ("decision.items", "gold", "give predicted"),
        ("decision.name", "blp_al", "decision.budget is null"),
        ("text.unit", "page", "text.unit"),
        ("text.format", "pdf", "choose from"),
        ("text.shortest", 200, "is less than shortest"),
        ("encoder.foo", 1, "unknown key"),
        ("model.name", "foo", "model.name"),
        ("model.name", "st", "mt_avg needs model=cmt"),
        ("model.dropout", 1.5, "less than 1"),
        ("loss.smoothing", 1, "less than 1"),
        ("training.max_steps", None, "either max_steps or epochs"),
        ("training.epochs", 3, "either max_steps or epochs"),
        ("training.warm_start", True, "give false"),
        ("training.self_training", 0.5, "give null"),
        ("encoder.adapt", 9, "give null"),
        ("extra", 1, "unknown key"),
    ],
)
def test_impossible_parameters_are_refused_in_one_line(params: Path, key: str, value: Any, message: str) -> None:
    params.write_text(changed(key, value))
    with pytest.raises(UserError, match=re.escape(message)) as error:
        read_options()
    assert "\n" not in str(error.value)
    assert key.split(".")[0] in str(error.value)


def test_relations_need_entities(params: Path) -> None:
    text = changed("labels", {"re": ["ON"]}).replace("  pos:", "  re:")
    values = yaml.safe_load(text) | {"tasks": {"re": {}}, "costs": {"re": {"item": 1, "sentence": 0}}}
    params.write_text(yaml.safe_dump(values))
    with pytest.raises(UserError, match="put ner_span before it"):
        read_options()
