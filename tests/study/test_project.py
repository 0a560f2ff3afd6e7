"""The project as its cells need it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.study.project import project, variables
from mtal.study.repository import current_commit
from support.toy import toy_cell, toy_project


def test_jobs_name_the_projects_folder_commit_and_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = toy_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    found = project(Path())
    job = found.job(toy_cell(3))
    assert (job.origin, job.commit, job.cache) == (str(folder), current_commit(folder), str(folder / ".dvc/cache"))
    assert job.clones == job.folder == str(folder / ".mtal/sweep")
    assert found.log(toy_cell(3)) == folder / ".mtal/sweep/cell-3a.log"


def test_what_cells_find_in_their_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MTAL_DATA_DIR", "data")
    assert variables(3)["OMP_NUM_THREADS"] == "3" and variables(3)["MTAL_DATA_DIR"] == str(Path("data").absolute())
    monkeypatch.delenv("MTAL_DATA_DIR")
    assert "MTAL_DATA_DIR" not in variables(3)
