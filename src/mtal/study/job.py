"""One cell, in a clone of the project that goes when its experiment is in the project's repository.

`python -m mtal.study.job` with a `Job` in JSON does it, here or on another machine that sees the same folders. The
clone has DVC's cache in common with the project, and with it the run cache: a stage that another cell has finished
isn't run again. All else of DVC's is the clone's own, so that jobs don't wait for each other.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dvc.config import Config

from mtal.errors import UserError
from mtal.study.durations import record
from mtal.study.repository import git, reference_of

OWN = Path(".mtal")
"""Where trainings keep checkpoints, and fetching its downloads: not DVC's, so it moves from clone to clone."""


@dataclass(frozen=True)
class Job:
    """A cell to run; all paths absolute."""

    name: str
    overrides: tuple[str, ...]
    kind: Mapping[str, Any]
    origin: str
    """The project's folder, which the clone is made of and the experiment goes to."""
    commit: str
    cache: str
    """DVC's cache."""
    folder: str
    """Where the clone is made, beside the file that says how long the cell took."""

    def text(self) -> str:
        """The job in JSON."""
        return json.dumps(asdict(self))


def read_job(text: str) -> Job:
    """What `Job.text` wrote."""
    content = json.loads(text)
    return Job(**content | {"overrides": tuple(content["overrides"])})


def run(job: Job) -> None:
    """Run the cell, unless its experiment is there by now; `UserError` where it fails."""
    folder = Path(job.folder)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder / f"{job.name}.lock"):
        if reference_of(Path(job.origin), job.name):
            return
        began, clone = time.monotonic(), _clone(job)
        _experiment(job, clone)
        git(clone, "push", "--quiet", "origin", str(reference_of(clone, job.name)))
        shutil.rmtree(clone)
        record(folder, job.name, job.kind, time.monotonic() - began)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock: the same cell isn't run twice side by side, by two sweeps or by one that was killed."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _clone(job: Job) -> Path:
    """A fresh clone at the job's commit, with the checkpoints of one that didn't come to its end."""
    clone = Path(job.folder) / job.name
    kept = clone.with_name(f"{job.name}.kept")
    if (clone / OWN).is_dir():
        shutil.rmtree(kept, ignore_errors=True)
        (clone / OWN).rename(kept)
    shutil.rmtree(clone, ignore_errors=True)
    git(Path(job.folder), "clone", "--quiet", "--no-checkout", job.origin, str(clone))
    git(clone, "checkout", "--quiet", "--detach", job.commit)
    if kept.is_dir():
        kept.rename(clone / OWN)
    _configure(job, clone)
    return clone


def _configure(job: Job, clone: Path) -> None:
    """The project's own settings, its cache, and a site cache of the clone's own."""
    settings = Config(str(Path(job.origin) / ".dvc")).load_one("local")
    with Config(str(clone / ".dvc")).edit("local") as local:
        local.update({section: values for section, values in settings.items() if values})
        local.setdefault("cache", {})["dir"] = job.cache
        local.setdefault("core", {})["site_cache_dir"] = str(clone.absolute() / OWN / "site")


def _experiment(job: Job, clone: Path) -> None:
    """`dvc exp run` with the clone's code; what it says goes where ours does."""
    chosen = [word for override in job.overrides for word in ("-S", override)]
    command = [sys.executable, "-m", "dvc", "--wait-for-lock", "exp", "run", "--name", job.name, *chosen]
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = os.environ | {"PATH": programs, "PYTHONPATH": str(clone / "src")}
    status = subprocess.run(command, cwd=clone, env=environment, stdin=subprocess.DEVNULL).returncode
    if status:
        raise UserError(f"{job.name}: dvc exp run ended with status {status}")


if __name__ == "__main__":
    try:
        run(read_job(sys.argv[1]))
    except UserError as error:
        sys.exit(str(error))
