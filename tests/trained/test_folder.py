"""Folders of models: refused in one line where they are none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.trained.folder import stored_recipe
from mtal.trained.model import open_model
from support.trained import edit_recipe, stored_model


def without_temperatures(folder: Path) -> None:
    value = json.loads((folder / "model.json").read_text())
    del value["temperatures"]
    (folder / "model.json").write_text(json.dumps(value))


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no recipe": (lambda folder: (folder / "model.json").unlink(), r"no model\.json there; give a round's model"),
    "not JSON": (lambda folder: (folder / "model.json").write_text("{"), r"model\.json:1: not JSON"),
    "a list": (lambda folder: (folder / "model.json").write_text("[]"), "not the recipe of a model that this version"),
    "of another version": (without_temperatures, "not the recipe of a model that this version"),
    "unknown task": (lambda folder: edit_recipe(folder, tasks=[{"name": "x", "options": {}}]), "not the recipe"),
    "unknown option": (lambda folder: edit_recipe(folder, model={"name": "cmt", "x": 1}), "not the recipe"),
    "no weights": (
        lambda folder: (folder / "dp-ner.safetensors").unlink(),
        r"dp-ner\.safetensors: missing; .*dvc pull",
    ),
    "half the weights": (
        lambda folder: (folder / "dp-ner.safetensors").write_bytes((folder / "dp-ner.safetensors").read_bytes()[:999]),
        "its weights can't be loaded",
    ),
    "other labels": (
        lambda folder: edit_recipe(folder, labels={"dp": ["root"], "ner": ["O"]}),
        "its weights can't be loaded",
    ),
    "no encoder": (
        lambda folder: edit_recipe(folder, encoder={"name": "/nowhere/bert"}),
        "encoder.name=/nowhere/bert: no such folder",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_model_is_refused_in_one_line(
    fault: str, bert: Path, sentences: list[Sentence], tmp_path: Path
) -> None:
    spoil, message = FAULTS[fault]
    folder = stored_model(tmp_path / "model", bert, sentences, tasks=["dp", "ner"])
    spoil(folder)
    with pytest.raises(UserError, match=message) as caught:
        open_model(folder)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing: no such folder; give a round's model"):
        stored_recipe(tmp_path / "nothing")
