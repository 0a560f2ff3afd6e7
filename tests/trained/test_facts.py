"""What a project knows about a model of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from mtal.corpora.sentence import Sentence
from mtal.models.storage import ModelRecipe
from mtal.trained.facts import Facts, project_facts
from support.recipes import small_recipe

SCORES = {"dp": {"las": 0.5, "uas": 0.75}, "ner": {"f1": 0.25}}
SCORED = {"labelled": 30, "main": {"dp": "las", "ner": "f1"}, "scores": SCORES, "annotated": {"dp+ner": 30}}


def project(root: Path, recipe: ModelRecipe) -> Path:
    """The files of a project that has finished round 2; the folder of its model."""
    params = {
        "seed": 3,
        "corpus": {"name": "own", "licence": "CC BY 4.0"},
        "encoder": {"name": recipe.encoder.name},
        "model": {"name": recipe.model.name},
        "task_order": list(recipe.tasks),
        "strategy": {"name": "mt_rrf"},
    }
    for folder in ("data/rounds/2/model", "data/scores", "metrics"):
        (root / folder).mkdir(parents=True)
    (root / "params.yaml").write_text(yaml.safe_dump(params))
    (root / "data/scores/2.json").write_text(json.dumps(SCORED))
    (root / "metrics/rounds.json").write_text(json.dumps([SCORED, SCORED, SCORED | {"labelled": 31}]))
    (root / "metrics/corpus.json").write_text(json.dumps({"test": {"sentences": 300}}))
    return root / "data/rounds/2/model"


@pytest.fixture
def recipe(bert: Path, sentences: list[Sentence]) -> ModelRecipe:
    return small_recipe(bert, sentences)


def test_all_is_found(recipe: ModelRecipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path, recipe)
    expected = Facts("own", "CC BY 4.0", "mt_rrf", 3, 2, 30, SCORES, {"dp": "las", "ner": "f1"}, 300)
    assert project_facts(folder, recipe) == expected
    monkeypatch.chdir(tmp_path)
    assert project_facts(Path("data/rounds/2/model"), recipe) == expected


def test_what_git_keeps_will_do(recipe: ModelRecipe, tmp_path: Path) -> None:
    folder = project(tmp_path, recipe)
    (tmp_path / "data/scores/2.json").unlink()
    (tmp_path / "metrics/corpus.json").unlink()
    facts = project_facts(folder, recipe)
    assert facts and (facts.labelled, facts.test_sentences) == (31, None)


@pytest.mark.parametrize("lacking", ["params.yaml", "data/scores/2.json"])
def test_nothing_is_said_without_a_project(lacking: str, recipe: ModelRecipe, tmp_path: Path) -> None:
    folder = project(tmp_path, recipe)
    (tmp_path / "metrics/rounds.json").write_text(json.dumps([SCORED]))  # round 2 isn't there yet
    assert project_facts(folder, recipe)
    (tmp_path / lacking).unlink()
    assert project_facts(folder, recipe) is None
    assert project_facts(tmp_path / "model", recipe) is None


def test_nothing_is_said_by_files_of_another_experiment(
    recipe: ModelRecipe, sentences: list[Sentence], bert: Path, tmp_path: Path
) -> None:
    folder = project(tmp_path, recipe)
    for other in (small_recipe(bert, sentences, "smt"), small_recipe(bert, sentences, tasks=["dp", "pos"])):
        assert project_facts(folder, other) is None
