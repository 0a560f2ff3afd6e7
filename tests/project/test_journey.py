"""A project as people use it, with git and DVC: from plain text to a model, and on another machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtal.exchange import read_batch
from mtal.project.asked import read_annotations
from mtal.rehearsal.players import answer
from support import clones
from support.clones import ENVIRONMENT, ROOT, run
from support.projects import LABELS, SHORT, change, gold_of, plain

SOURCE = ROOT / "src"
TASKS = ["ner", "id"]


@pytest.fixture(autouse=True)
def as_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package and a user with a name, as on a machine where both are."""
    who = {f"GIT_{one}_{what}": "test" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    monkeypatch.setattr(clones, "ENVIRONMENT", ENVIRONMENT | who | {"PYTHONPATH": str(SOURCE)})


def mtal(folder: Path, *arguments: object) -> str:
    return run(folder, "python", "-m", "mtal", *map(str, arguments))


def dvc(folder: Path, *arguments: str) -> str:
    return run(folder, "dvc", *arguments)


def export(folder: Path) -> Path:
    """What the annotators' tool exports of the batch that waits."""
    batch = read_batch(folder / "batch/batch.label-studio.json")
    (file,) = answer(batch, gold_of(plain(40)), "label-studio", folder.parent / "tool", 0.0, 1)
    return file


def status(folder: Path) -> str:
    return run(folder, "git", "status", "--short")


def test_from_text_to_a_model_and_on_another_machine(bert: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("".join(f"{' '.join(each.tokens)}\n" for each in plain(40)))
    labels = [word for task in TASKS for word in ("--labels", f"{task}={','.join(LABELS[task])}")]
    sizes = ["--test", "6", "--development", "4", "--first", "6", "--size", "5"]
    own = ["--unit", "sentence", "--tool", "label-studio", "--encoder", bert]
    said = mtal(tmp_path, "start", "mine", "--text", text, "--tasks", ",".join(TASKS), *labels, *sizes, *own)
    assert said.splitlines()[1:] == [
        "First come 16 at random: 6 to test on, 4 for development, 6 to learn from.",
        "cd mine && dvc repro",
    ]
    here = tmp_path / "mine"
    assert status(here) == "" and run(here, "git", "log", "--format=%s") == "Begin\n"
    change(here, **SHORT)

    assert "batch 0: 16 sentences" in dvc(here, "repro")
    with (here / ".dvc/config").open("a") as file:
        file.write(f"    remote = store\n['remote \"store\"']\n    url = {tmp_path / 'store'}\n")
    run(here, "git", "commit", "-qam", "Batch 0")
    assert status(here) == "", "one command commits a round"
    dvc(here, "push", "--quiet")

    there = tmp_path / "other/mine"
    run(tmp_path, "git", "clone", "--quiet", str(here), str(there))
    dvc(there, "pull", "--quiet")
    assert "up to date" in dvc(there, "repro") and status(there) == ""
    assert "16 of 16 sentences taken (ner 16, id 16)" in mtal(there, "take", export(there))
    assert "batch 1: 5 sentences (3 by mt_avg, 2 at random)" in dvc(there, "repro")
    run(there, "git", "commit", "-qam", "Round 1")
    assert status(there) == ""
    assert "up to date" in dvc(there, "repro") and status(there) == ""
    assert {each.batch for each in read_annotations(there / "annotations.jsonl")} == {0}
    assert json.loads((there / "metrics/scores.json").read_text())["round"] == 1
    assert sorted(path.name for path in (there / "data/stop").iterdir()) == ["0.json", "1.json"], (
        "what came along stays"
    )
