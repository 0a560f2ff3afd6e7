"""What runs cells, as an interface: on this machine (`local`), or on those of a cluster (`slurm`)."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from mtal.study.cells import Cell


class Running(Protocol):
    """A cell that was started."""

    log: Path
    """What it says."""

    def begun(self) -> bool:
        """Whether its first round is in the cache, as far as that is known: others of its group needn't wait."""

    def succeeded(self) -> bool | None:
        """Whether its experiment is in the project's repository; None while it runs."""

    def stop(self) -> None:
        """End it and wait for that; nothing of what it has finished is lost."""


class Executor(Protocol):
    """Starts cells, each in a clone of its own."""

    places: int
    """How many may run at a time."""

    def left(self) -> set[str]:
        """The names of cells that an earlier sweep left running; starting one takes it over."""

    def start(self, cell: Cell) -> Running:
        """Start a cell, for the first time or again."""
