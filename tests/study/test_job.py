"""One cell, as a command of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from mtal.study.job import Job, read_job, run
from mtal.study.repository import current_commit, experiments
from support.clones import ENVIRONMENT
from support.composing import ROOT
from support.toy import toy_cell, toy_project


def job(project: Path, seed: int) -> Job:
    cell, folder = toy_cell(seed), str(project.parent / "elsewhere")
    commit, cache = current_commit(project), str(project / ".dvc/cache")
    return Job(cell.name, cell.overrides, cell.kind, str(project), commit, cache, folder, folder)


def test_a_job_travels_as_text(tmp_path: Path) -> None:
    there = Job("cell-1", ("seed=1", "corpus.path='/data/café'"), {"rounds": 5}, "/a", "abc", "/c", "/d", "/e")
    assert read_job(there.text()) == there


def test_a_job_is_a_command_that_needs_only_its_text(tmp_path: Path) -> None:
    project = toy_project(tmp_path / "project")
    environment = ENVIRONMENT | {"PYTHONPATH": str(ROOT / "src"), "TOY_LOG": str(tmp_path / "diary")}
    command = [sys.executable, "-m", "mtal.study.job"]
    failed = subprocess.run([*command, job(project, 13).text()], env=environment, capture_output=True, text=True)
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1] == "cell-13a: dvc exp run ended with status 255"
    subprocess.run([*command, job(project, 3).text()], env=environment, check=True)
    assert set(experiments(project)) == {"cell-3a"}
    took = json.loads((tmp_path / "elsewhere/cell-3a.json").read_text())
    assert took["kind"] == {"seed": 3} and took["seconds"] > 0
    run(job(project, 3))  # it is there: nothing to do
    assert len((tmp_path / "diary").read_text().splitlines()) == 1 + 2
