"""Forty cells of which a tenth are killed at random moments: none is lost, and no stage comes to its end twice.

`python -m pytest -m slow -s tests/study/test_trial.py` prints what came of it.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from mtal.progress import SILENT
from mtal.study import queue, slurm
from mtal.study.cluster import ClusterOptions
from mtal.study.executing import Executor
from mtal.study.local import Local
from mtal.study.repository import experiments
from mtal.study.running import run_cells
from mtal.study.slurm import Slurm
from support.slurm import cluster, missing
from support.toy import toy_cell, toy_project

GROUPS, STRATEGIES = 10, "abcd"
KILLS = 4
SECONDS = 8.0
"""What a stage takes."""
BETWEEN = (5.0, 40.0)
"""Seconds between two kills."""


def of_local(name: str) -> Callable[[int], bool]:
    """Whether a process is one of a cell on this machine: all have the session of the one that runs its job."""
    telling = f'"name": "{name}"'

    def found(pid: int) -> bool:
        return telling in Path(f"/proc/{os.getsid(pid)}/cmdline").read_text(errors="replace")

    return found


def of_slurm(name: str) -> Callable[[int], bool]:
    """Whether a process is one of a cell's job."""
    telling = f"\0SLURM_JOB_NAME={name}."
    return lambda pid: telling in Path(f"/proc/{pid}/environ").read_text(errors="replace")


def processes(belongs: Callable[[int], bool]) -> Iterator[int]:
    """Those of a cell that run now."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if belongs(int(entry.name)):
                yield int(entry.name)


@dataclass
class Killer:
    """Kills some cell that runs at some moment, several times, but none twice."""

    belongs: Callable[[str], Callable[[int], bool]]
    names: list[str]
    chance: random.Random
    over: Event = field(default_factory=Event)
    killed: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Until enough are killed, or the sweep is over."""
        while len(self.killed) < KILLS and not self.over.wait(self.chance.uniform(*BETWEEN)):
            for name in self.chance.sample(self.names, len(self.names)):
                if pids := list(processes(self.belongs(name))):
                    for pid in pids:
                        with suppress(ProcessLookupError):
                            os.kill(pid, signal.SIGKILL)
                    self.names.remove(name)
                    self.killed.append(name)
                    break


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["local", "slurm"])
def test_forty_cells_of_which_a_tenth_are_killed(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind == "slurm" and (reason := missing()):
        pytest.skip(reason)
    monkeypatch.setenv("TOY_LOG", str(tmp_path / "diary"))
    monkeypatch.setenv("TOY_SECONDS", str(SECONDS))
    monkeypatch.setattr(queue, "EVERY", 1.0)
    monkeypatch.setattr(slurm, "LAG", 2)
    cells = [toy_cell(100 + seed, strategy) for seed in range(GROUPS) for strategy in STRATEGIES]
    belongs = of_local if kind == "local" else of_slurm
    killer = Killer(belongs, [cell.name for cell in cells], random.Random(16))
    with ExitStack() as stack:
        if kind == "slurm":
            for name, value in stack.enter_context(cluster(tmp_path / "cluster")).environment.items():
                monkeypatch.setenv(name, value)
        project = toy_project(tmp_path / "project")
        options = ClusterOptions(cpus=1, memory=None, time=20, scratch=str(tmp_path / "disk-of-$SLURMD_NODENAME"))
        executor: Executor = Local(project, 4) if kind == "local" else Slurm(project, 4, options)
        harm = Thread(target=killer.run)
        harm.start()
        began = time.monotonic()
        try:
            lost = run_cells(cells, [], executor, SILENT)
        finally:
            killer.over.set()
            harm.join()
        took = time.monotonic() - began
    started = Counter((tmp_path / "diary").read_text().splitlines())
    ended = Counter((tmp_path / "diary.ended").read_text().splitlines())
    twice = [stage for stage, times in ended.items() if times > 1]
    with capsys.disabled():
        print(
            f"\n{kind}: {len(cells)} cells, {len(killer.killed)} killed, {len(lost)} lost; {len(ended)} stages, "
            f"{started.total() - ended.total()} cut off, {len(twice)} ended twice; {took:.0f} s"
        )
    assert len(killer.killed) == KILLS and lost == {} and len(experiments(project)) == len(cells)
    assert twice == [] and len(ended) == GROUPS * (1 + len(STRATEGIES))
