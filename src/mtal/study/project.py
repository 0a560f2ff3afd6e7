"""The project as its cells need it: one commit, one cache, and what comes from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dvc.repo import Repo

from mtal.study.cells import Cell
from mtal.study.job import Job
from mtal.study.repository import current_commit

FOLDER = Path(".mtal/sweep")
"""Clones, logs, checkpoints and times, below the project's folder."""
SOURCE = Path(__file__).parents[2]
"""The code that runs the sweep, for the processes that run its cells."""


@dataclass(frozen=True)
class Project:
    """All cells of a sweep are of the commit that is checked out when it begins."""

    root: Path
    """Absolute."""
    commit: str
    cache: str
    """DVC's."""

    @property
    def folder(self) -> Path:
        """What cells leave beside their experiments."""
        return self.root / FOLDER

    def job(self, cell: Cell) -> Job:
        """The cell as a job, its clone made beside its log."""
        folder = str(self.folder)
        return Job(cell.name, cell.overrides, cell.kind, str(self.root), self.commit, self.cache, folder, folder)

    def log(self, cell: Cell) -> Path:
        """What the cell says; it grows from one time to the next."""
        return self.folder / f"{cell.name}.log"


def project(root: Path) -> Project:
    """The project in a folder, as it is now."""
    with Repo(str(root)) as repository:
        cache = str(repository.cache.local_cache_dir)
    return Project(root.absolute(), current_commit(root), cache)


def variables(threads: int) -> dict[str, str]:
    """What processes that run cells find in their environment besides the sweep's own."""
    return {"OMP_NUM_THREADS": str(threads), "PYTHONPATH": str(SOURCE)} | _absolute("MTAL_DATA_DIR")


def _absolute(name: str) -> dict[str, str]:
    """A variable that names a folder, as clones need it."""
    value = os.environ.get(name)
    return {name: str(Path(value).absolute())} if value else {}
