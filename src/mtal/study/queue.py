"""Which jobs Slurm has, asked of `squeue` alone: a cluster without accounting has no `sacct`.

A job is there while it waits or runs, also while it is put back because its node died. What became of one that is gone
is no question for the queue: its experiment is there, or it failed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time

EVERY = 5.0
"""Seconds between two questions: the one controller answers everybody on the cluster."""
PATIENCE = 60.0
"""Seconds that an answer may take."""
ENDED = {
    "BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED",
    "REVOKED", "TIMEOUT",
}  # fmt: skip
"""States that a job doesn't leave. Any other, also one that we don't know, is of a job that may run again."""

STUCK = re.compile("held|TimeLimit|NodeLimit|MaxWall|Constraints|Invalid|NotAllowed|NeverSatisfied", re.IGNORECASE)
"""Reasons to wait that somebody must see to, such as more minutes than the partition allows."""


class Queue:
    """What the user's jobs are, at most some seconds old."""

    def __init__(self) -> None:
        self.names: dict[str, str] | None = None
        """By number; None where Slurm doesn't say."""
        self.asked = float("-inf")
        self.told: set[str] = set()

    def has(self, number: str) -> bool:
        """Whether a job waits or runs; one is held to while Slurm doesn't answer."""
        self._ask(EVERY)
        return self.names is None or number in self.names

    def numbers(self) -> dict[str, str]:
        """The latest job of each name; waits until Slurm answers."""
        self._ask(EVERY)
        while self.names is None:
            time.sleep(EVERY)
            self._ask(EVERY)
        return {name: number for number, name in sorted(self.names.items(), key=lambda item: int(item[0]))}

    def add(self, number: str, name: str) -> None:
        """A job that was just submitted."""
        if self.names is not None:
            self.names[number] = name

    def _ask(self, age: float) -> None:
        if time.monotonic() - self.asked < age:
            return
        answer = _squeue()
        self.asked = time.monotonic()
        if isinstance(answer, str):
            self.tell("squeue doesn't answer, asking again", answer)
            self.names = None
            return
        self.names = {number: name for number, name, state, _ in answer if state not in ENDED}
        for number, name, state, reason in answer:
            if state == "PENDING" and STUCK.search(reason):
                self.tell(f"waits for what doesn't come by itself: {reason}", f"scontrol show job {number} ({name})")

    def tell(self, what: str, more: str) -> None:
        """A line, once for all jobs that have the same trouble."""
        if what not in self.told:
            print(f"{what}: {more}", file=sys.stderr)
            self.told.add(what)


def _squeue() -> list[list[str]] | str:
    """Number, name, state and reason of all jobs of the user; a line where there is no answer."""
    command = ["squeue", "--me", "--noheader", "--states=all", "--format=%i|%j|%T|%r"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SQUEUE_")}
    try:
        done = subprocess.run(command, env=plain, capture_output=True, text=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode:
        return (done.stderr.strip() or "it failed").splitlines()[0]
    return [line.split("|", 3) for line in done.stdout.splitlines() if line.split("|")[0].isdecimal()]
