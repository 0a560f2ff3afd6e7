"""Cells as jobs of Slurm: a clone each on the node's own disk, all else in the project's folder, which nodes see.

A cell's job has a name that only that cell has, and depends on that name being free (`singleton`): Slurm, which knows
all nodes, is the lock. A job that was put back into the queue, because its node died or another took its place, keeps
its number, and goes on from the cache and from its checkpoints.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from submitit import SlurmExecutor
from submitit.core.utils import DelayedSubmission, FailedJobError

from mtal.errors import UserError
from mtal.study.cells import Cell
from mtal.study.cluster import ClusterOptions
from mtal.study.job import Job, begun, run_alone
from mtal.study.project import project, variables
from mtal.study.queue import Queue
from mtal.study.repository import reference_of

JOBS = "slurm"
"""What submitit writes for a job and reads on its node, below the sweep's folder."""
LAG = 30.0
"""Seconds until what a node has written is seen on all others."""
PAUSE = 0.5
REFUSED = 30.0
"""Seconds until a job that Slurm didn't take is submitted again."""


class Attempt:
    """What runs on a node."""

    def __init__(self, job: Job, scratch: str | None, number: str) -> None:
        self.job, self.scratch, self.number = job, scratch, number

    def __call__(self) -> None:
        """Run the cell; its log says why, where it fails."""
        try:
            run_alone(replace(self.job, clones=str(own_folder(self.scratch, self.number))))
        except UserError as error:
            sys.exit(str(error))

    def checkpoint(self) -> DelayedSubmission:
        """The same once more: submitit puts a job back whose time is over, or that has to make room."""
        return DelayedSubmission(self)


def own_folder(scratch: str | None, number: str) -> Path:
    """A folder on the disk of this node that only the user reads; corpora have licences."""
    place = os.path.expandvars(scratch or os.environ.get("SLURM_TMPDIR") or tempfile.gettempdir())
    return Path(place).absolute() / f"mtal-{os.getuid()}-{number}"


class Submitted:
    """A cell that has a job."""

    def __init__(self, name: str, job: str, slurm: Slurm) -> None:
        self.name, self.job, self.slurm = name, job, slurm
        self.log = slurm.project.folder / f"{name}.log"
        self.gone: float | None = None

    def begun(self) -> bool:
        """Whether the cell's first round is in the cache."""
        return begun(self.slurm.project.folder, self.name).exists()

    def succeeded(self) -> bool | None:
        """Whether its experiment is there, once Slurm has no such job any more."""
        if self.slurm.queue.has(self.job):
            return None
        found = reference_of(self.slurm.project.root, self.name) is not None
        self.gone = self.gone or time.monotonic()
        if not found and time.monotonic() - self.gone < LAG:
            return None
        self.slurm.clear(self.job)
        return found

    def stop(self) -> None:
        """Cancel the job and wait until it has ended."""
        subprocess.run(["scancel", self.job], capture_output=True)
        while self.slurm.queue.has(self.job):
            time.sleep(PAUSE)
        self.slurm.clear(self.job)


class Slurm:
    """Submits cells, at most so many at a time."""

    def __init__(self, root: Path, places: int, options: ClusterOptions) -> None:
        if shutil.which("sbatch") is None or shutil.which("srun") is None:
            raise UserError("--executor slurm: sbatch and srun aren't here; call this where jobs are submitted")
        self.project, self.places, self.options = project(root), places, options
        self.number = sha256(str(self.project.root).encode()).hexdigest()[:8]
        self.queue = Queue()

    def left(self) -> set[str]:
        """The names of cells that have a job: an earlier sweep's, which was killed."""
        names = (name.partition(".") for name in self.queue.numbers())
        return {cell for cell, _, number in names if number == self.number}

    def start(self, cell: Cell) -> Submitted:
        """A job for a cell, if it hasn't got one.

        What Slurm refuses while others run it may take later: users have limits. `UserError` where none runs.
        """
        while (job := self.queue.numbers().get(self._name(cell))) is None:
            try:
                job = self._submit(cell)
                break
            except UserError as error:
                if not self.left():
                    raise
                self.queue.tell("not yet", str(error))
                time.sleep(REFUSED)
        return Submitted(cell.name, job, self)

    def clear(self, job: str) -> None:
        """Remove what submitit keeps of a job, and its links to what is gone."""
        folder = self.project.folder / JOBS
        for path in (*folder.glob(f"{job}_*"), *folder.glob(".submission_file_*")):
            if not path.name.startswith(".") or (path.is_symlink() and not path.exists()):
                path.unlink(missing_ok=True)

    def _name(self, cell: Cell) -> str:
        """The job's name: of the cell in this project, as the user may have others."""
        return f"{cell.name}.{self.number}"

    def _submit(self, cell: Cell) -> str:
        executor = SlurmExecutor(self.project.folder / JOBS, max_num_timeout=self.options.stretches)
        executor.update_parameters(**parameters(self.options, self._name(cell), self.project.log(cell)))
        attempt = Attempt(self.project.job(cell), self.options.scratch, self.number)
        try:
            job = executor.submit(attempt).job_id
        except FailedJobError as error:
            raise UserError(f"sbatch: {_complaint(str(error))}") from None
        self.queue.add(job, self._name(cell))
        return job


def parameters(options: ClusterOptions, name: str, log: Path) -> dict[str, object]:
    """What submitit writes into the script of a job."""
    cpus = options.cpus
    exports = [f"export {key}={shlex.quote(value)}" for key, value in variables(cpus).items()]
    log.parent.mkdir(parents=True, exist_ok=True)
    asked = {
        "partition": options.partition,
        "account": options.account,
        "qos": options.qos,
        "constraint": options.constraint,
        "mem": options.memory and f"{round(options.memory * 1024)}M",
        "gpus_per_node": options.gpus or None,
    }
    return {key: value for key, value in asked.items() if value is not None} | {
        "job_name": name,
        "time": options.time,
        "cpus_per_task": cpus,
        "dependency": "singleton",
        "stderr_to_stdout": True,
        "setup": [*options.setup, *exports],
        # srun has forgotten what sbatch was told: where to write, how many cores
        "srun_args": ["--output", str(log), "--open-mode=append", f"--cpus-per-task={cpus}"],
        "additional_parameters": {"requeue": True, "output": str(log)} | options.sbatch,
    }


def _complaint(text: str) -> str:
    """The line in which `sbatch` says what it doesn't like."""
    lines = [line.strip() for line in text.splitlines() if "error:" in line]
    return lines[-1].removeprefix("sbatch: ").removeprefix("error: ") if lines else text.strip().splitlines()[-1]
