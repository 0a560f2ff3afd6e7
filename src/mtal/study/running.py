"""Cells in their order, some at a time; those that fail once more at the end."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mtal.progress import Bar, Progress, in_words
from mtal.study.cells import Cell
from mtal.study.executing import Executor, Running

PAUSE = 0.2
"""Seconds between two looks at what runs."""


def run_cells(cells: Iterable[Cell], begun: Iterable[Cell], executor: Executor, progress: Progress) -> dict[str, Path]:
    """Run all cells; the logs of those that failed twice, by their names.

    In their order, but of those that share their first round one begins, and the others wait until it is cached.
    `begun`: cells that are there already. However this ends, nothing goes on running.
    """
    left = executor.left()
    cells = sorted(cells, key=lambda cell: cell.name not in left)
    work = _Work(cells, {cell.beginning for cell in begun}, executor, progress, left)
    with progress.bar("cells", total=len(work.waiting)) as bar:
        try:
            while work.goes_on():
                work.start()
                if not work.gather(bar):
                    time.sleep(PAUSE)
        finally:
            for running in work.running.values():
                running.stop()
    return work.lost


@dataclass
class _Work:
    """What is to do, what runs, what failed."""

    waiting: list[Cell]
    begun: set[str]
    """First rounds that are in the cache."""
    executor: Executor
    progress: Progress
    left: set[str]
    """Cells that run already; they are taken over before anything new starts."""
    running: dict[str, Running] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    """Those that run, by name."""
    since: dict[str, float] = field(default_factory=dict)
    failed: list[Cell] = field(default_factory=list)
    """Once, to be tried again."""
    lost: dict[str, Path] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)

    def goes_on(self) -> bool:
        """Whether anything runs or waits; what failed waits once all others are through."""
        if not (self.waiting or self.running) and self.failed:
            self.waiting, self.failed = self.failed, []
            self.progress.say(f"{len(self.waiting)} failed; once more")
        return bool(self.waiting or self.running)

    def start(self) -> None:
        """Fill the free places with cells whose first round nobody is busy with."""
        while len(self.running) < self.executor.places and (cell := self._next()):
            self.waiting.remove(cell)
            verb = "still runs" if cell.name in self.left else "starts"
            self.progress.say(f"{cell.name} {verb}: {' '.join(cell.overrides)}")
            self.left.discard(cell.name)
            self.running[cell.name], self.cells[cell.name] = self.executor.start(cell), cell
            self.since[cell.name] = time.monotonic()

    def _next(self) -> Cell | None:
        self.begun |= {self.cells[name].beginning for name, running in self.running.items() if running.begun()}
        busy = {cell.beginning for cell in self.cells.values()} - self.begun
        return next((cell for cell in self.waiting if cell.beginning not in busy or cell.name in self.left), None)

    def gather(self, bar: Bar) -> bool:
        """Note what has ended; whether anything has."""
        ended = {name: done for name, running in self.running.items() if (done := running.succeeded()) is not None}
        for name, succeeded in ended.items():
            cell, running = self.cells.pop(name), self.running.pop(name)
            took = in_words(time.monotonic() - self.since.pop(name))
            if succeeded:
                self.begun.add(cell.beginning)
                self.progress.say(f"{name} done in {took}")
            else:
                self._fail(cell, running.log, took)
            if succeeded or name in self.lost:
                bar.advance()
        return bool(ended)

    def _fail(self, cell: Cell, log: Path, took: str) -> None:
        self.progress.say(f"{cell.name} failed after {took}: {log}")
        if cell.name in self.tried:
            self.lost[cell.name] = log
        else:
            self.failed.append(cell)
        self.tried.add(cell.name)
