"""Cells in clones of a toy project, with DVC: what comes back, what stays, what a kill leaves."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from mtal.progress import SILENT
from mtal.study.cells import Cell
from mtal.study.local import Local
from mtal.study.project import FOLDER
from mtal.study.repository import current_commit, experiments
from mtal.study.running import run_cells
from support.clones import commit, run
from support.toy import metrics, toy_cell, toy_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A toy project, its stages' diary beside it."""
    monkeypatch.setenv("TOY_LOG", str(tmp_path / "diary"))
    monkeypatch.setenv("MTAL_DATA_DIR", ".")
    return toy_project(tmp_path / "project")


def diary(project: Path) -> list[str]:
    """The stages that ran, in their order."""
    path = project.parent / "diary"
    return path.read_text().splitlines() if path.exists() else []


def sweep(project: Path, *cells: Cell, places: int = 1) -> dict[str, Path]:
    """Run the cells; those that failed twice."""
    return run_cells(cells, [], Local(project, places), SILENT)


def leftovers(project: Path) -> set[str]:
    """What is left of clones."""
    return {path.name for path in (project / FOLDER).iterdir() if path.is_dir()}


def test_cells_come_back_as_experiments_and_share_the_cache(project: Path) -> None:
    before = run(project, "git", "status", "--porcelain")
    assert sweep(project, toy_cell(1, "a"), toy_cell(1, "b"), places=2) == {}
    found = experiments(project)
    assert set(found) == {"cell-1a", "cell-1b"}
    assert found["cell-1a"].baseline == current_commit(project)
    threads = str(max(1, (os.cpu_count() or 1) // 2))
    assert metrics(project, found["cell-1b"].commit) == {"seed": 2, "threads": threads}
    assert diary(project) == ["first.json 1 a", "metrics.json 1 a", "metrics.json 1 b"]  # the first stage ran once
    assert run(project, "git", "status", "--porcelain") == before
    assert "cell-1a" in run(project, "dvc", "exp", "list") and not leftovers(project)
    run(project, "dvc", "exp", "apply", "cell-1b")  # its outputs are in the project's cache
    assert (project / "first.json").is_file()


def test_a_cell_that_is_there_by_now_isnt_run_again(project: Path) -> None:
    sweep(project, toy_cell(1))
    sweep(project, toy_cell(1))
    assert len(diary(project)) == 2


def test_a_cell_that_fails_twice_says_so_in_its_log(project: Path) -> None:
    lost = sweep(project, toy_cell(13), toy_cell(2))
    assert list(lost) == ["cell-13a"] and set(experiments(project)) == {"cell-2a"}
    assert lost["cell-13a"].read_text().count("bad luck") == 2
    (project.parent / "luck").touch()
    assert sweep(project, toy_cell(13)) == {} and not leftovers(project)


def test_what_was_stopped_goes_on_from_its_checkpoint(project: Path) -> None:
    running = Local(project, 1).start(toy_cell(99))
    clone = project / FOLDER / "cell-99a"
    while not (clone / ".mtal/checkpoint").exists():
        assert running.succeeded() is None
        time.sleep(0.05)
    running.stop()
    assert running.succeeded() is False and not experiments(project)
    (project.parent / "go on").touch()
    assert sweep(project, toy_cell(99)) == {}
    assert set(experiments(project)) == {"cell-99a"} and not leftovers(project)


def test_a_sweep_that_is_killed_leaves_cells_that_another_waits_for(project: Path) -> None:
    (project.parent / "go on").touch()
    (project / ".mtal").mkdir()
    local = Local(project, 2)
    first, second = local.start(toy_cell(7)), local.start(toy_cell(7))
    while first.succeeded() is None or second.succeeded() is None:
        time.sleep(0.05)
    assert first.succeeded() and second.succeeded() and len(diary(project)) == 2


def test_all_cells_are_of_the_commit_that_the_sweep_began_with(project: Path) -> None:
    local = Local(project, 1)
    (project / "src/mtal_toy.py").write_text("def twice(number):\n    return 0\n")
    commit(project, "Another sum")
    run_cells([toy_cell(4)], [], local, SILENT)
    assert metrics(project, experiments(project)["cell-4a"].commit)["seed"] == 8


def test_settings_of_the_project_alone_are_the_clones_too(project: Path) -> None:
    run(project, "dvc", "remote", "add", "--local", "-d", "store", "../store")
    run(project, "dvc", "cache", "dir", "--local", "../cache")
    sweep(project, toy_cell(5))
    run(project, "dvc", "exp", "apply", "cell-5a")
    assert list((project.parent / "cache").rglob("*")) and (project / "first.json").is_file()


def test_a_process_that_wont_end_is_killed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtal.study.local.PATIENCE", 0.5)
    monkeypatch.setattr(os, "killpg", lambda pid, kind: kind == signal.SIGKILL and os.kill(pid, kind))
    running = Local(project, 1).start(toy_cell(6))
    running.stop()
    assert running.succeeded() is False
