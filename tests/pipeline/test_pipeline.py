"""The pipeline in fresh clones: it runs, it caches, it survives a kill, it gives the same bytes everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from safetensors.torch import load_file, save_file

from support.clones import AUTHOR, ENVIRONMENT, fails, fresh_clone, run
from support.tiny import tiny_bert

TINY = (
    "corpus.sentences.train=120",
    "corpus.sentences.dev=24",
    "corpus.sentences.test=24",
    "sample.initial=12",
    "tasks.dp.arc_size=16",
    "tasks.dp.relation_size=8",
    "training.max_steps=120",
    "training.eval_every=10",
    "training.patience=99",
    "rounds=[{this: 0, next: 1}, {this: 1, next: 2}]",
)


def tiny_clone(folder: Path, encoder: Path, *overrides: str) -> Path:
    """A clone with parameters that train in seconds."""
    return fresh_clone(folder, *TINY, f"encoder.name={encoder}", *overrides)


def stages_run(said: str) -> set[str]:
    """The stages that DVC says it ran."""
    return {line.split("'")[1] for line in said.splitlines() if line.startswith("Running stage")}


def digests(folder: Path) -> dict[str, str]:
    """A checksum of every output."""
    files = [path for place in ("data", "metrics") for path in sorted((folder / place).rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.md5(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which the pipeline has run; beside it an encoder and a list of nouns that are the user's own."""
    place = tmp_path_factory.mktemp("undisturbed")
    (place / "nouns.txt").write_text("walk\n")
    folder = tiny_clone(place / "clone", tiny_bert(place / "encoder"), f"corpus.eventive_nouns={place}/nouns.txt")
    run(folder, "dvc", "repro")
    return folder


def test_every_output_is_there(undisturbed: Path) -> None:
    names = set(digests(undisturbed))
    for number in (0, 1):
        here = f"data/rounds/{number}"
        assert {f"{here}/{name}" for name in ("labelled.csv", "confidence.csv", "accuracy.csv")} <= names
        assert {f"{here}/model/model.json", f"{here}/model/dp-ner.safetensors", f"data/scores/{number}.json"} <= names
    assert {"metrics/summary.json", "metrics/learning_curve.csv", "metrics/learning_curve.svg"} <= names
    assert len((undisturbed / "data/rounds/2/labelled.csv").read_text().splitlines()) == 1 + 3 * 12
    assert not (undisturbed / ".mtal/checkpoints").exists() or not any((undisturbed / ".mtal/checkpoints").iterdir())


def test_a_second_run_does_nothing(undisturbed: Path) -> None:
    before = digests(undisturbed)
    assert "Running stage" not in run(undisturbed, "dvc", "repro")
    assert digests(undisturbed) == before


def test_compiled_modules_are_no_inputs(undisturbed: Path) -> None:
    run(undisturbed, sys.executable, "-m", "compileall", "-q", "src")
    assert any((undisturbed / "src/mtal/selection/__pycache__").iterdir())
    assert json.loads(run(undisturbed, "dvc", "status", "--json")) == {}


def out_of_date(folder: Path, path: str, old: str, new: str) -> set[str]:
    """The stages that DVC would run again for a change in one file, which is then taken back."""
    file = folder / path
    before = file.read_text()
    assert old in before
    file.write_text(before.replace(old, new, 1))
    changed = json.loads(run(folder, "dvc", "status", "--json"))
    file.write_text(before)
    return set(changed)


def test_a_price_changes_selections_and_nothing_before(undisturbed: Path) -> None:
    changed = out_of_date(undisturbed, "params.yaml", "item: 1", "item: 2")
    assert changed == {"validate", "select@0", "select@1", "calibration", "report"}


def test_another_formula_of_confidence_retrains_nothing(undisturbed: Path) -> None:
    changed = out_of_date(
        undisturbed, "src/mtal/learning/confidence.py", "def entropy_confidence", "\ndef entropy_confidence"
    )
    assert changed == {"score@0", "score@1"}


def test_a_killed_run_goes_on_and_ends_at_the_same_bytes(undisturbed: Path, tmp_path: Path) -> None:
    place = undisturbed.parent
    folder = tiny_clone(tmp_path, place / "encoder", f"corpus.eventive_nouns={place}/nouns.txt")
    process = subprocess.Popen(
        ["dvc", "repro"], cwd=folder, env=ENVIRONMENT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=-3
    )
    while not list(folder.glob(".mtal/checkpoints/train@1-*/*.pt")):
        assert process.poll() is None, "the pipeline ended before train@1 had written a checkpoint"
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (folder / "data/rounds/1/model").exists()
    run(folder, "dvc", "repro", "train@1")  # what follows is no part of what was killed
    found = digests(folder)
    assert "data/rounds/1/model/dp-ner.safetensors" in found
    assert found.items() <= digests(undisturbed).items()


def test_a_change_in_the_users_own_files_runs_again_what_it_can_change(undisturbed: Path) -> None:
    encoder, nouns = undisturbed.parent / "encoder", undisturbed.parent / "nouns.txt"
    weights = (encoder / "model.safetensors").read_bytes()
    changed = {name: 1.01 * tensor for name, tensor in load_file(encoder / "model.safetensors").items()}
    save_file(changed, encoder / "model.safetensors", {"format": "pt"})
    read_by = {f"{stage}@{number}" for stage in ("train", "evaluate", "score") for number in (0, 1)}
    assert set(json.loads(run(undisturbed, "dvc", "status", "--json"))) == read_by
    (encoder / "model.safetensors").write_bytes(weights)

    assert out_of_date(undisturbed, str(nouns), "walk\n", "walk\nlook\n") == {"convert"}


def test_another_strategy_runs_only_what_it_can_change(undisturbed: Path) -> None:
    overrides = [argument for override in TINY for argument in ("-S", override)]
    own = (f"encoder.name={undisturbed.parent}/encoder", f"corpus.eventive_nouns={undisturbed.parent}/nouns.txt")
    overrides += [argument for override in own for argument in ("-S", override)]
    run(undisturbed, "git", "add", "-A")
    run(undisturbed, "git", *AUTHOR, "commit", "-qm", "The default experiment")
    said = run(undisturbed, "dvc", "exp", "run", *overrides, "-S", "strategy=mt_rrf")
    ran = stages_run(said)
    second_round = {"train@1", "evaluate@1", "score@1", "select@1", "hindsight@1"}
    assert ran == {"validate", "select@0", "report", "calibration", "purchases", *second_round}
    assert "metrics/summary.json" in run(undisturbed, "dvc", "metrics", "diff")
    shown = run(undisturbed, "dvc", "exp", "show", "--csv")
    assert "mt_avg" in shown and "mt_rrf" in shown
    compared = run(undisturbed, sys.executable, "-m", "mtal", "compare", "average=HEAD", "fusion=workspace")
    assert "| average dp.las | " in compared and "| fusion ner.f1 | " in compared


def test_impossible_parameters_stop_the_run_before_anything_else(tmp_path: Path, bert: Path) -> None:
    folder = tiny_clone(tmp_path, bert)
    params = yaml.safe_load((folder / "params.yaml").read_text())
    params["strategy"] |= {"name": "mt_ec", "task": "sf"}
    (folder / "params.yaml").write_text(yaml.safe_dump(params, sort_keys=False))
    refused = fails(folder, "dvc", "repro")
    assert "strategy.task='sf'" in refused or "strategy.task=sf" in refused
    assert "choose from dp, ner" in refused
    assert not (folder / "data/raw").exists()
