"""`python -m mtal sweep`: the experiments of a table or figure, those that aren't there yet."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mtal.errors import UserError
from mtal.progress import Progress, in_words
from mtal.study.cells import Cell
from mtal.study.checking import refused, unready
from mtal.study.durations import estimate
from mtal.study.executing import Executor
from mtal.study.finished import Experiment
from mtal.study.keeping import keep
from mtal.study.kept import FOLDER as KEPT
from mtal.study.local import Local
from mtal.study.project import FOLDER
from mtal.study.repository import check_committed, current_commit
from mtal.study.running import run_cells
from mtal.study.sweeps import Place, places


def _local(root: Path, places: int, cluster: str | None) -> Executor:
    if cluster is not None:
        raise UserError(f"--cluster {cluster} is for --executor slurm")
    return Local(root, places)


def _slurm(root: Path, places: int, cluster: str | None) -> Executor:
    from mtal.study.cluster import cluster_options
    from mtal.study.slurm import Slurm

    return Slurm(root, places, cluster_options(root, cluster or "slurm"))


EXECUTORS: dict[str, Callable[[Path, int, str | None], Executor]] = {"local": _local, "slurm": _slurm}
STOPPED = 130
"""The exit status after Ctrl-C, as shells have it."""


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `sweep`."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="sweeps: files of conf/sweep, such as table5")
    parser.add_argument("--scale", default="cpu", help="cpu (small, the default), paper, or another of the file")
    parser.add_argument("--dry-run", action="store_true", help="show the grid, run nothing")
    parser.add_argument("--keep", action="store_true", help=f"write a file for each cell to {KEPT}, run nothing")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="cells side by side (default: 1)")
    parser.add_argument("--executor", choices=EXECUTORS, default="local", help="where cells run (default: here)")
    parser.add_argument("--cluster", metavar="NAME", help="what a job asks of Slurm: conf/cluster/NAME.yaml (slurm)")


def run(args: Namespace) -> int:
    """Say what is there and what is missing; run that, unless told not to."""
    root = Path()
    if args.jobs < 1:
        raise UserError(f"--jobs {args.jobs}: at least 1")
    if not (root / "conf" / "config.yaml").is_file():
        raise UserError("conf/config.yaml is missing; run this in the project's folder")
    found = places(args.names, args.scale, root)
    missing = [place.cell for place in found if place.finished is None]
    if args.keep:
        print(kept_cells(found, root))
        return 0
    if args.dry_run:
        print(grid_table(found))
    print(summary(found, args.names, args.scale, current_commit(root)))
    print(time_needed(missing, root / FOLDER, args.jobs))
    if _say_refused(refused(missing)):
        return 1
    if args.dry_run or not missing:
        return 0
    check_committed(root)
    if _say_refused(unready(missing, root)):
        return 1
    return _run_missing(missing, found, EXECUTORS[args.executor](root, args.jobs, args.cluster))


def _run_missing(missing: Sequence[Cell], found: Sequence[Place], executor: Executor) -> int:
    there = [place.cell for place in found if place.finished is not None]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: cells are stopped first
    try:
        lost = run_cells(missing, there, executor, Progress())
    except KeyboardInterrupt:
        print("stopped; the same command goes on from here", file=sys.stderr)
        return STOPPED
    for name, log in lost.items():
        print(f"{name} failed twice; it says why in {log}", file=sys.stderr)
    return 1 if lost else 0


def grid_table(found: Sequence[Place]) -> str:
    """A Markdown table: a row a cell."""
    rows = [
        f"| {place.cell.name} | {'there' if place.finished else 'missing'} | {' '.join(place.sweeps)} | "
        f"`{' '.join(place.cell.overrides)}` |"
        for place in found
    ]
    return "\n".join(["| cell | | sweeps | overrides |", "|---|---|---|---|", *rows, ""])


def kept_cells(found: Sequence[Place], root: Path) -> str:
    """Keep what is there as an experiment, and say so."""
    there = {place.cell.name: place.finished for place in found if isinstance(place.finished, Experiment)}
    lacking = keep(there, root, root / FOLDER)
    without = f"; {len(lacking)} of them lack predictions, which this machine hasn't got" if lacking else ""
    return f"{KEPT}: {len(there)} cells kept{without}"


def summary(found: Sequence[Place], names: Sequence[str], scale: str, commit: str) -> str:
    """How many cells there are, how many are there, and how many of those began from another commit than `commit`."""
    there = [place.finished for place in found if place.finished is not None]
    other = sum(finished.baseline != commit for finished in there)
    of_those = f" ({other} of another commit)" if other else ""
    counts = f"{len(found)} cells, {len(there)} there{of_those}, {len(found) - len(there)} missing"
    return f"{', '.join(names)} at scale {scale}: {counts}"


def time_needed(missing: Sequence[Cell], folder: Path, jobs: int) -> str:
    """What the missing cells will take, from those that have finished here."""
    guess = estimate(missing, folder)
    beside = f" with {jobs} side by side" if jobs > 1 else ""
    if not guess.known:
        return "time: unknown, as no such cell has finished here" if missing else "time: none"
    unknown = f"; unknown for {guess.unknown} more" if guess.unknown else ""
    return f"time: about {in_words(guess.seconds / min(jobs, guess.known))}{beside}, by cells that finished{unknown}"


def _say_refused(reasons: Mapping[str, str]) -> bool:
    """One line a reason on standard error, with one of its cells; whether there was any."""
    times = Counter(reasons.values())
    for reason, count in times.items():
        name = next(name for name, other in reasons.items() if other == reason)
        more = f" (and {count - 1} more)" if count > 1 else ""
        print(f"{name}{more}: {reason}", file=sys.stderr)
    return bool(times)
