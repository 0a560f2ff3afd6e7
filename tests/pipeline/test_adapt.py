"""An encoder that is adapted: a stage of its own, which trainings depend on in place of the encoder as it was."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest
import yaml
from dvc.repo import Repo

from mtal.corpora.sentence import Sentence, write_sentences
from mtal.dependencies import dependencies
from mtal.models.loading import load_config, load_encoder, load_tokenizer
from mtal.models.options import EncoderOptions
from support.composing import ROOT, composed

ADAPTED = "data/encoder"


def project(folder: Path, *overrides: str) -> Repo:
    """`dvc.yaml` with these parameters, and nothing else."""
    shutil.copy(ROOT / "dvc.yaml", folder)
    (folder / "params.yaml").write_text(yaml.safe_dump(composed(*overrides), sort_keys=False))
    return Repo.init(str(folder), no_scm=True)


def known(repo: Repo, name: str) -> set[str]:
    """What a stage depends on."""
    return {str(dep.def_path) for dep in repo.stage.load_one(name=name).deps}


@pytest.mark.parametrize("own", [False, True])
def test_trainings_depend_on_the_adapted_encoder(
    own: bool, bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    repo = project(tmp_path, "encoder.adapt=5", *[f"encoder.name={bert}"] * own)
    before = str(bert) if own else "src/mtal/models/pretrained.py"
    assert before in known(repo, "adapt@0")
    for stage in ("train@0", "train@1", "evaluate@0", "score@0"):
        assert ADAPTED in known(repo, stage) and before not in known(repo, stage)


def test_nothing_is_adapted_unless_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    repo = project(tmp_path)
    assert not any(stage.addressing.startswith("adapt") for stage in repo.index.stages)
    assert ADAPTED not in known(repo, "train@0")


def test_the_stage_writes_a_whole_encoder(
    maskable: Path,
    sentences: list[Sentence],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    project(tmp_path, "encoder.adapt=2", f"encoder.name={maskable}")
    write_sentences("data/corpus/train.jsonl", sentences)
    assert dependencies("adapt", 0) == [Path("data/corpus/train.jsonl"), maskable]
    runpy.run_path(str(ROOT / "stages/adapt.py"), run_name="__main__")
    options = EncoderOptions(name=ADAPTED)
    load_encoder(options)
    load_tokenizer(options)
    assert load_config(options).hidden_size == load_config(EncoderOptions(name=str(maskable))).hidden_size
    said = capsys.readouterr().out
    assert said.startswith("encoder: loss of a masked subword in held-back sentences ") and said.count("\n") == 1
    assert not list(Path(".mtal/checkpoints").glob("*"))
