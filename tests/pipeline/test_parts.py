"""A pool that is scored in parts has the tables of one that is scored at once."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from support.composing import ROOT, write_parameters
from support.running import TINY, stage

TABLES = ("confidence.csv", "accuracy.csv", "items.csv", "gold_items.csv", "vectors.npy", "asked.csv")


@pytest.fixture(scope="module")
def trained(bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose pool makes several batches, up to the first model."""
    folder = tmp_path_factory.mktemp("trained")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", sys.argv)
        shutil.copy(ROOT / "dvc.yaml", folder)
        small = ("corpus.sentences.train=90", "sample.initial=10", "training.max_steps=2", "training.eval_every=2")
        write_parameters(folder, bert, *TINY, *small)
        for name in ("generate", "convert", "sample"):
            stage(name)
        stage("train", 0)
    return folder


@pytest.fixture
def here(trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    shutil.copytree(trained, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setattr(sys, "argv", sys.argv)
    return tmp_path / "project"


def change(folder: Path, units: float | None = None, **strategy: object) -> None:
    """Parameters of the strategy, and the share of words that are asked."""
    params = yaml.safe_load((folder / "params.yaml").read_text())
    params["strategy"] |= strategy
    params["decision"]["units"] = units
    (folder / "params.yaml").write_text(yaml.safe_dump(params, sort_keys=False))


def tables(folder: Path) -> list[bytes]:
    return [(folder / f"data/rounds/0/{table}").read_bytes() for table in TABLES]


@pytest.mark.parametrize(
    ("confidence", "clusters", "units"),
    [("entropy", True, None), ("dropout_agreement", False, None), ("entropy", False, 0.3)],
)
def test_one_part_and_several_and_the_whole_give_the_same_bytes(
    confidence: str, clusters: bool, units: float | None, here: Path
) -> None:
    change(here, units, confidence=confidence, clusters=clusters)
    stage("score", 0)
    whole, parts = tables(here), here / "data/rounds/0/parts"
    for of in (1, 3, 4):  # of four parts the last has no batch
        for table in TABLES:
            (here / f"data/rounds/0/{table}").unlink()
        for number in reversed(range(1, of + 1)):
            stage("score", 0, "--part", f"{number}/{of}")
        assert len(list(parts.iterdir())) == of
        stage("score", 0)
        assert tables(here) == whole
        assert not parts.exists()


def test_a_part_has_the_same_bytes_every_time(here: Path) -> None:
    part = here / "data/rounds/0/parts/2-of-3.npz"
    stage("score", 0, "--part", "2/3")
    first = part.read_bytes()
    part.unlink()
    stage("score", 0, "--part", "2/3")
    assert part.read_bytes() == first


def refused(message: str) -> None:
    with pytest.raises(SystemExit, match=message) as stop:
        stage("score", 0)
    assert "\n" not in str(stop.value)


def test_missing_foreign_and_broken_parts_are_refused(here: Path) -> None:
    parts = here / "data/rounds/0/parts"
    stage("score", 0, "--part", "1/2")
    refused(re.escape("data/rounds/0/parts: 1 of 2 parts are missing; score with --part 2/2, or remove the folder"))
    stage("score", 0, "--part", "2/3")
    refused("cut into 2 and into 3 parts; remove those of the one")
    (parts / "2-of-3.npz").rename(parts / "2-of-2.npz")
    (parts / "2-of-2.npz").write_bytes(b"PK")
    refused("2-of-2.npz: not a part that was scored; remove it and score it again")
    (parts / "2-of-2.npz").unlink()
    change(here, confidence="dropout_agreement")
    stage("score", 0, "--part", "2/2")
    refused("1-of-2.npz: of another model, pool, code or parameters; remove it and score it again")
    stage("score", 0, "--part", "1/2")
    stage("score", 0)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/rounds/0/labelled.csv", ",0,\n", ",1,\n"),
        ("data/rounds/0/model/model.json", "{", "{ "),
        ("data/corpus/train.jsonl", '"tokens":["', '"tokens":["x'),
    ],
)
def test_parts_of_another_model_or_pool_are_refused(file: str, old: str, new: str, here: Path) -> None:
    stage("score", 0, "--part", "1/1")
    (here / file).write_text((here / file).read_text().replace(old, new, 1))
    refused("of another model, pool, code or parameters")


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "a/b", "-1/3", "1/2/3"])
def test_a_part_that_is_none_is_refused(text: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        stage("score", 0, "--part", text)
    assert "--part" in capsys.readouterr().err
