"""Cells on this machine: a process each, with its share of the cores."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from mtal.study.cells import Cell
from mtal.study.job import begun
from mtal.study.project import project, variables

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

    def begun(self) -> bool:
        """Whether the cell's first round is in the cache."""
        return begun(self.log.parent, self.log.stem).exists()

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
    """Runs cells side by side."""

    def __init__(self, root: Path, places: int) -> None:
        self.project, self.places = project(root), places
        self.environment = os.environ | variables(max(1, (os.cpu_count() or 1) // places))

    def left(self) -> set[str]:
        """None that this sweep could take over: whoever starts a cell that still runs waits for it."""
        return set()

    def start(self, cell: Cell) -> Process:
        """A process for a cell."""
        command = [sys.executable, "-m", "mtal.study.job", self.project.job(cell).text()]
        return Process(command, self.project.log(cell), self.environment)
