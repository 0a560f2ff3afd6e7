"""Exported models: whole in themselves, the same bytes every time, and the predictions of the model that they were."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from huggingface_hub import ModelCard

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.trained.export import export
from mtal.trained.model import open_model
from support.tiny import tiny_encoder
from support.trained import stored_model

ROOT = Path(__file__).parents[2]
PREDICT = """
import json, sys
import mtal
found = mtal.load(sys.argv[1]).predict(json.loads(sys.argv[2]))
print(json.dumps([[each.tokens, each.labels, each.confidence] for each in found]))
"""


@pytest.fixture
def words(sentences: list[Sentence]) -> list[list[str]]:
    return [*(sentence.tokens for sentence in sentences), ["It", "'s", "-LRB-", "naïve", "-RRB-"], ["cat"] * 200]


def told(folder: Path, words: list[list[str]], cwd: Path) -> object:
    """What a process that begins somewhere else, without a network, finds with the model in `folder`."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-c", PREDICT, str(folder), json.dumps(words)]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def test_it_finds_the_same_where_its_encoder_is_not(
    sentences: list[Sentence], words: list[list[str]], tmp_path: Path
) -> None:
    encoder, away = tiny_encoder(tmp_path / "encoder", "bert"), tmp_path / "away"
    folder = stored_model(tmp_path / "model", encoder, sentences)
    before = [[each.tokens, each.labels, each.confidence] for each in open_model(folder).predict(words)]
    export(folder, tmp_path / "exported")
    away.mkdir()
    (tmp_path / "exported").rename(away / "mine")
    shutil.rmtree(encoder)
    shutil.rmtree(folder)
    assert told(Path("mine"), words, away) == before  # JSON has a float's every digit


@pytest.mark.parametrize("family", ["albert", "deberta v3", "distilbert", "modernbert", "mpnet", "xlm-roberta"])
@pytest.mark.parametrize("kind", ["st", "cmt"])
def test_every_kind_of_encoder_travels(
    kind: str, family: str, sentences: list[Sentence], words: list[list[str]], tmp_path: Path
) -> None:
    encoder = tiny_encoder(tmp_path / "encoder", family)
    folder = stored_model(tmp_path / "model", encoder, sentences, kind, ["dp", "ner"])
    before = open_model(folder).predict(words)
    export(folder, tmp_path / "exported")
    shutil.rmtree(encoder)
    assert open_model(tmp_path / "exported").predict(words) == before


def test_byte_level_subwords_travel(
    roberta: Path, sentences: list[Sentence], words: list[list[str]], tmp_path: Path
) -> None:
    folder = stored_model(tmp_path / "model", roberta, sentences)
    export(folder, tmp_path / "exported")
    first, second = open_model(folder), open_model(tmp_path / "exported")
    assert second.subwords.longest == first.subwords.longest == 128
    assert second.predict(words) == first.predict(words)


def test_the_folder_is_what_hugging_face_expects_and_says_nothing_of_this_machine(
    bert: Path, sentences: list[Sentence], tmp_path: Path
) -> None:
    folder = stored_model(tmp_path / "model", bert, sentences, "st", ["dp", "ner"])
    export(folder, tmp_path / "mine")
    names = ["README.md", "config.json", "dp.safetensors", "model.json", "ner.safetensors", "tokenizer.json"]
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [*names, "tokenizer_config.json"]
    assert json.loads((tmp_path / "mine/config.json").read_text())["model_type"] == "bert"
    assert ModelCard.load(tmp_path / "mine/README.md").data.library_name == "mtal"
    for path in (tmp_path / "mine").iterdir():
        for place in (tmp_path, bert.parent, ROOT):
            assert str(place).encode() not in path.read_bytes(), path.name


def test_the_same_bytes_every_time(bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    folder = stored_model(tmp_path / "model", bert, sentences)
    for place in ("a/mine", "b/mine", "b/mine"):  # also over what was exported there before
        export(folder, tmp_path / place)
    for path in (tmp_path / "a/mine").iterdir():
        assert path.read_bytes() == (tmp_path / "b/mine" / path.name).read_bytes(), path.name


def full(folder: Path) -> None:
    folder.mkdir()
    (folder / "precious.txt").write_text("mine")


REFUSED: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "no model": (lambda root: shutil.rmtree(root / "model"), "out", "no such folder; give a round's model"),
    "full folder": (lambda root: full(root / "out"), "out", "out: there already, and no exported model; give another"),
    "file": (lambda root: (root / "out").write_text("mine"), "out", "there already, and no exported model"),
    "itself": (lambda root: None, "model", "model: holds the model itself"),
    "above": (lambda root: None, ".", "holds the model itself"),
    "exported": (
        lambda root: (root / "model/config.json").write_text("{}"),
        "out",
        "exported already; copy the folder",
    ),
    "no encoder": (lambda root: shutil.rmtree(root / "encoder"), "out", "encoder: no such folder"),
    "no weights": (lambda root: (root / "model/dp-ner.safetensors").unlink(), "out", "missing; in a DVC project"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_exported_is_refused_and_nothing_is_lost(
    case: str, sentences: list[Sentence], tmp_path: Path
) -> None:
    prepare, output, message = REFUSED[case]
    encoder = tiny_encoder(tmp_path / "encoder", "bert")
    stored_model(tmp_path / "model", encoder, sentences, tasks=["dp", "ner"])
    prepare(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    with pytest.raises(UserError, match=message) as caught:
        export(tmp_path / "model", tmp_path / output)
    assert "\n" not in str(caught.value)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
