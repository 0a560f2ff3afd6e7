"""Cells on this machine: a process each, with its share of the cores."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from dvc.repo import Repo

from mtal.study.cells import Cell
from mtal.study.job import Job
from mtal.study.repository import current_commit

FOLDER = Path(".mtal/sweep")
"""Clones, logs and times, below the project's folder."""
SOURCE = Path(__file__).parents[2]
"""The code that runs the sweep, for the processes that run its cells."""
PATIENCE = 20.0
"""Seconds that a process has to end by itself."""


class Process:
    """A cell that runs in a process of this machine."""

    def __init__(self, command: list[str], log: Path, environment: dict[str, str]) -> None:
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,  # Ctrl-C is the sweep's, which then stops its cells
            )

    def succeeded(self) -> bool | None:
        """Whether the process ended well; None while it runs."""
        status = self.process.poll()
        return None if status is None else status == 0

    def stop(self) -> None:
        """End the process and all that it started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)
            with suppress(ProcessLookupError):  # nothing is left, as it should be
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Local:
    """Runs cells side by side; all are of the commit that is checked out when the sweep begins."""

    def __init__(self, root: Path, places: int) -> None:
        self.root, self.places = root.absolute(), places
        self.commit = current_commit(root)
        with Repo(str(root)) as repository:
            self.cache = str(repository.cache.local_cache_dir)
        threads = max(1, (os.cpu_count() or 1) // places)
        own = {"OMP_NUM_THREADS": str(threads), "PYTHONPATH": str(SOURCE)}
        self.environment = os.environ | own | _absolute("MTAL_DATA_DIR")

    def start(self, cell: Cell) -> Process:
        """A process for a cell; its log grows from one time to the next."""
        folder = self.root / FOLDER
        job = Job(cell.name, cell.overrides, cell.kind, str(self.root), self.commit, self.cache, str(folder))
        command = [sys.executable, "-m", "mtal.study.job", job.text()]
        return Process(command, folder / f"{cell.name}.log", self.environment)


def _absolute(name: str) -> dict[str, str]:
    """A variable that names a folder, as clones need it."""
    value = os.environ.get(name)
    return {name: str(Path(value).absolute())} if value else {}
