"""All thirteen strategies through the stage scripts, with three tasks."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from mtal.acquisition.labelled import read_labelled
from mtal.selection import STRATEGIES
from support.composing import write_parameters
from support.running import TINY, stage

OVERRIDES = (
    "tasks=dp_ner_pos",
    *TINY,
    "sample.initial=6",
    "training.max_steps=4",
    "training.eval_every=4",
)


@pytest.fixture(scope="module")
def first_rounds(tmp_path_factory: pytest.TempPathFactory, bert: Path) -> dict[tuple[str, str], Path]:
    """A folder with a scored round 0 for each kind of model and of confidence."""
    folders, trained = {}, {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", sys.argv)
        for rule, strategy in {(rule.model, rule.confidence): name for name, rule in STRATEGIES.items()}.items():
            folder = tmp_path_factory.mktemp("-".join(rule))
            if rule[0] in trained:
                shutil.copytree(trained[rule[0]], folder, dirs_exist_ok=True)
            patch.chdir(folder)
            write_parameters(folder, bert, *OVERRIDES, f"strategy={strategy}")
            if rule[0] not in trained:
                for name in ("validate", "generate", "convert", "sample"):
                    stage(name)
                stage("train", 0)
            stage("score", 0)
            trained[rule[0]] = folders[rule] = folder
    return folders


@pytest.mark.parametrize("strategy", sorted(STRATEGIES))
def test_a_strategy_selects_and_the_next_model_learns_from_it(
    strategy: str,
    first_rounds: dict[tuple[str, str], Path],
    bert: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rule = STRATEGIES[strategy]
    shutil.copytree(first_rounds[rule.model, rule.confidence], tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", sys.argv)
    write_parameters(tmp_path, bert, *OVERRIDES, f"strategy={strategy}")
    stage("validate")
    stage("select_next", 0)
    stage("train", 1)
    stage("evaluate", 1)
    bought = [a for a in read_labelled(tmp_path / "data/rounds/1/labelled.csv") if a.round == 1]
    assert len(bought) == 6 and {a.tasks for a in bought} == {("dp", "ner", "pos")}
    weights = sorted(path.stem for path in (tmp_path / "data/rounds/1/model").glob("*.safetensors"))
    assert weights == (["dp", "ner", "pos"] if rule.model == "single" else ["dp-ner-pos"])
