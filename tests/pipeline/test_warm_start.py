"""With a warm start DVC knows that a training begins from the last round's model."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from dvc.repo import Repo

from mtal.dependencies import dependencies
from support.composing import ROOT, composed

MODEL, FRESH = Path("data/rounds/0/model"), Path("src/mtal/models/storage.py")


@pytest.mark.parametrize(("warm", "start", "other"), [(False, FRESH, MODEL), (True, MODEL, FRESH)])
def test_a_training_depends_on_what_it_begins_with(
    warm: bool, start: Path, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "dvc.yaml", tmp_path)
    (tmp_path / "params.yaml").write_text(yaml.safe_dump(composed(f"training.warm_start={str(warm).lower()}")))
    repo = Repo.init(str(tmp_path), no_scm=True)
    known = [{Path(dep.def_path) for dep in repo.stage.load_one(name=f"train@{number}").deps} for number in (0, 1)]
    assert FRESH in known[0] and MODEL not in known[0]
    assert start in known[1] and other not in known[1]

    for path in (MODEL, FRESH):
        path.mkdir(parents=True)
    assert start in dependencies("train", 1) and other not in dependencies("train", 1)
