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
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dvc.config import Config

from mtal.errors import UserError
from mtal.study.durations import Watch
from mtal.study.repository import git, reference_of

OWN = Path(".mtal")
"""Where trainings keep checkpoints, and fetching its downloads: in a clone it leads to a folder that outlives it."""
FIRST_SELECTION = "data/rounds/*/purchase.json"
"""What is there once the first selection was made, and with it the first round is in the cache."""
BEAT = 5.0
"""Seconds between two notes of how long a cell has taken."""


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
    """What outlives the clone: checkpoints, how long the cell took, whether its first round is in the cache."""
    clones: str
    """Where the clone is made: `folder`, or a disk of the machine that runs the job, where nothing stays."""

    @property
    def clone(self) -> Path:
        """The clone."""
        return Path(self.clones) / self.name

    def file(self, kind: str) -> Path:
        """A file or folder of the job's that outlives the clone."""
        return Path(self.folder) / f"{self.name}.{kind}"

    def text(self) -> str:
        """The job in JSON."""
        return json.dumps(asdict(self))


def read_job(text: str) -> Job:
    """What `Job.text` wrote."""
    content = json.loads(text)
    return Job(**content | {"overrides": tuple(content["overrides"])})


def run(job: Job) -> None:
    """Run the cell, unless its experiment is there by now; `UserError` where it fails.

    Waits while another process of this machine runs it: of two sweeps, or left by one that was killed.
    """
    Path(job.folder).mkdir(parents=True, exist_ok=True)
    with job.file("lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        run_alone(job)


def run_alone(job: Job) -> None:
    """The same where the caller knows that nobody else runs the cell."""
    try:
        if not reference_of(Path(job.origin), job.name):
            watch = Watch(Path(job.folder), job.name, job.kind)
            _clone(job)
            _experiment(job, watch)
            _hand_over(job)
            watch.end()
        for folder in (job.clone, job.file("kept")):
            shutil.rmtree(folder, ignore_errors=True)
        begun(job.folder, job.name).unlink(missing_ok=True)
    finally:
        if job.clones != job.folder:
            shutil.rmtree(job.clone, ignore_errors=True)


def begun(folder: str | Path, name: str) -> Path:
    """The file that says that the first round of the cell `name` is in the cache."""
    return Path(folder) / f"{name}.begun"


def _clone(job: Job) -> None:
    """A fresh clone at the job's commit, with the checkpoints of one that didn't come to its end."""
    begun(job.folder, job.name).unlink(missing_ok=True)
    shutil.rmtree(job.clone, ignore_errors=True)
    job.clone.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    git(job.clone.parent, "clone", "--quiet", "--no-checkout", job.origin, str(job.clone))
    git(job.clone, "checkout", "--quiet", "--detach", job.commit)
    job.file("kept").mkdir(parents=True, exist_ok=True)
    (job.clone / OWN).symlink_to(job.file("kept"))
    with (job.clone / ".git/info/exclude").open("a") as excluded:  # .gitignore means a folder, no link
        excluded.write(f"/{OWN}\n")
    _configure(job)


def _configure(job: Job) -> None:
    """The project's own settings, its cache, and a site cache of the clone's own."""
    settings = Config(str(Path(job.origin) / ".dvc")).load_one("local")
    with Config(str(job.clone / ".dvc")).edit("local") as local:
        local.update({section: values for section, values in settings.items() if values})
        local.setdefault("cache", {})["dir"] = job.cache
        local.setdefault("core", {})["site_cache_dir"] = str(job.clone.absolute() / ".dvc/tmp/site")


def _experiment(job: Job, watch: Watch) -> None:
    """`dvc exp run` with the clone's code; what it says goes where ours does."""
    chosen = [word for override in job.overrides for word in ("-S", override)]
    command = [sys.executable, "-m", "dvc", "--wait-for-lock", "exp", "run", "--name", job.name, *chosen]
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = os.environ | {"PATH": programs, "PYTHONPATH": str(job.clone / "src")}
    process = subprocess.Popen(command, cwd=job.clone, env=environment, stdin=subprocess.DEVNULL)
    try:
        for _ in _beats(process):
            watch.note()
            if any(job.clone.glob(FIRST_SELECTION)):
                begun(job.folder, job.name).touch()
    finally:
        watch.note()
        process.kill()  # nothing, unless we were interrupted
    if status := process.wait():
        raise UserError(f"{job.name}: dvc exp run ended with status {status}")


def _beats(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """One now and then while a process runs."""
    while process.poll() is None:
        yield
        with suppress(subprocess.TimeoutExpired):
            process.wait(BEAT)


def _hand_over(job: Job) -> None:
    """The experiment to the project."""
    reference = str(reference_of(job.clone, job.name))
    try:
        git(job.clone, "push", "--quiet", "origin", reference)
    except UserError:
        if not reference_of(Path(job.origin), job.name):  # else a job that was given up for dead did it meanwhile
            raise


if __name__ == "__main__":
    try:
        run(read_job(sys.argv[1]))
    except UserError as error:
        sys.exit(str(error))
