"""A project played to its end, round after round, in a clone of it: the project itself stays as it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

from mtal.errors import UserError
from mtal.files import read_rows, whole_text
from mtal.project.asked import read_annotations, write_annotations
from mtal.project.options import read_options
from mtal.project.places import HISTORY
from mtal.project.taking import handed_out, take
from mtal.rehearsal.players import Gold, answer
from mtal.selection import STRATEGIES

DVC = [sys.executable, "-m", "dvc"]


@dataclass(frozen=True, slots=True)
class Play:
    """What is played."""

    project: Path
    gold: Gold
    rounds: int
    noise: float
    """The share of mistakes that the players make."""
    seed: int


class Score(NamedTuple):
    """What a round's model is worth in one task."""

    round: int
    task: str
    metric: str
    score: float
    labelled: int
    spent: int


def play(what: Play, strategy: str | None, folder: Path) -> Iterator[list[Score]]:
    """The scores of each round as it ends, in a clone at `folder`; `strategy`: in place of the project's own.

    It ends before its time where nothing is left to label.
    """
    project = what.project.absolute()
    _run(project, ["git", "clone", "--quiet", ".", str(folder.absolute())])
    cache = _run(project, [*DVC, "cache", "dir"]).strip()
    _run(folder, [*DVC, "cache", "dir", "--local", cache])
    _run(folder, [*DVC, "checkout", "--quiet", "text.dvc"])
    with chdir(folder):
        _begin_anew(strategy)
        for number in range(what.rounds):
            _run(Path(), [*DVC, "repro", "--quiet"], shown=True)
            if number:
                yield _scores(number)
            if not _take(what, number):
                return
        _run(Path(), [*DVC, "repro", "--quiet", "test"], shown=True)
        yield _scores(what.rounds)


def _begin_anew(strategy: str | None) -> None:
    """Without an answer, and with the strategy."""
    write_annotations([])
    path = Path("params.yaml")
    params = yaml.safe_load(path.read_text(encoding="utf-8"))
    if strategy and strategy != params["strategy"]["name"]:  # what that one was told may be nothing for this one
        confidence = STRATEGIES[strategy].confidence
        params["strategy"] |= {"name": strategy, "confidence": confidence, "task": None, "weights": None}
    with whole_text(path) as file:
        yaml.safe_dump(params, file, sort_keys=False, allow_unicode=True)


def _take(what: Play, number: int) -> bool:
    """Answer the batch that waits; whether there was anything to answer."""
    tool, asked = read_options().tool, read_annotations()
    batch, latest = handed_out(tool)
    if not batch.items:
        return False
    with TemporaryDirectory(prefix="mtal-") as folder:
        files = answer(batch, what.gold, tool, Path(folder), what.noise, what.seed + number)
        found = take(asked, batch, latest, tool, files, annotator="player")
    if found.faults:
        raise UserError(f"round {number}: {found.faults[0]}")
    write_annotations(found.asked)
    return True


def _scores(number: int) -> list[Score]:
    rows = [row for _, row in read_rows(HISTORY)][1:]
    return [
        Score(number, task, metric, float(score), int(labelled), int(spent))
        for round_, task, metric, score, _, _, _, labelled, spent in rows
        if int(round_) == number
    ]


def _run(folder: Path, command: list[str], *, shown: bool = False) -> str:
    """What a command prints; with `shown` it goes to the terminal as it comes. Its `python` is the one that runs."""
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=not shown, text=True)
    if done.returncode:
        said = (done.stderr or "").strip().splitlines()
        name = ["dvc", *command[len(DVC) :]] if command[: len(DVC)] == DVC else command
        raise UserError(f"{' '.join(name[:2])}: {said[0] if said else 'it failed'}")
    return done.stdout or ""
