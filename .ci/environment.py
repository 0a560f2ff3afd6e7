"""Is the environment what the lock says, and is the lock all that `make install` needs elsewhere?

Run with the environment's own Python. Every problem is a line, and any of them fails.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
LINUX, MACOS = "x86_64-unknown-linux-gnu", "aarch64-apple-darwin"
PLACES = (("3.11", LINUX), ("3.12", LINUX), ("3.13", LINUX), ("3.13", MACOS))
ENVIRONMENT = os.environ | {"MACOSX_DEPLOYMENT_TARGET": "15.0"}  # mip has no wheels for older ones


def main() -> None:
    """All checks; those of other platforms need the registry."""
    lock = pins()
    problems = [*incompatible(), *unlike_the_lock(lock)]
    if reason := unreachable():
        print(f"skipped: what other platforms would get (the registry can't be reached: {reason})")
    else:
        with ThreadPoolExecutor() as threads:
            problems += chain(*threads.map(partial(incomplete, lock), PLACES))
    for line in problems:
        print(line, file=sys.stderr)
    sys.exit(bool(problems))


def pins() -> dict[str, list[Requirement]]:
    """Each package's pins: several where platforms differ."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    requirements = [Requirement(line) for line in lines if not line.startswith("#")]
    pins: dict[str, list[Requirement]] = {}
    for requirement in requirements:
        pins.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return pins


def incompatible() -> list[str]:
    """What pip finds missing or in conflict."""
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    return [f"pip check: {line}" for line in done.stdout.splitlines()] if done.returncode else []


def unlike_the_lock(lock: dict[str, list[Requirement]]) -> Iterator[str]:
    """Packages that the project needs here and that are missing, unpinned or of another version."""
    for name in sorted(needed(Requirement("mtal[dev]")) - {"mtal"}):
        try:
            version = distribution(name).version
        except PackageNotFoundError:
            yield f"{name} is not installed"
        else:
            here = [pin for pin in lock.get(name, []) if pin.marker is None or pin.marker.evaluate()]
            if not any(pin.specifier.contains(version, prereleases=True) for pin in here):
                yield f"{name} {version} is installed, {' '.join(map(str, here)) or 'nothing'} is pinned"


def needed(root: Requirement) -> set[str]:
    """What an installed project asks for, directly or not."""
    seen: set[tuple[str, str]] = set()
    waiting = [root]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting += asked_for_by(name, extra)
    return {name for name, _ in seen}


def asked_for_by(name: str, extra: str) -> list[Requirement]:
    """The requirements of an installed package in this environment."""
    try:
        requirements = map(Requirement, distribution(name).requires or [])
    except PackageNotFoundError:
        return []
    return [each for each in requirements if each.marker is None or each.marker.evaluate({"extra": extra})]


def unreachable() -> str:
    """Why the registry doesn't answer; empty if it does."""
    try:
        uv("pip", "compile", "-", "--no-cache", given="packaging")
    except subprocess.CalledProcessError as error:
        return error.stderr.strip().splitlines()[-1].strip()
    return ""


def incomplete(lock: dict[str, list[Requirement]], place: tuple[str, str]) -> list[str]:
    """What `make install` would leave out or take unpinned for a Python on a platform."""
    where = "Python {} on {}".format(*place)
    try:
        would_install = planned(place)
        wanted = compiled(lock["torch"][0], place)
    except subprocess.CalledProcessError as error:
        return [f"{where}: {' '.join(error.stderr.split())}"]
    missing = sorted(wanted - {each.name for each in would_install})
    pinned = {(name, pin.specifier) for name, versions in lock.items() for pin in versions}
    unpinned = [each for each in would_install if not each.url and (each.name, each.specifier) not in pinned]
    faults = [f"{each} is missing, which torch needs" for each in missing]
    faults += [f"{each} is not pinned" for each in unpinned]
    return [f"{where}: {fault}" for fault in faults]


def planned(place: tuple[str, str]) -> list[Requirement]:
    """What `make install` would install there into an empty environment."""
    python, platform = place
    with tempfile.TemporaryDirectory() as empty:
        where = ("--target", empty, "--python-version", python, "--python-platform", platform)
        plan = uv("pip", "install", "--dry-run", *where, *asked_of_pip()).stderr
    return [Requirement(line[3:]) for line in plan.splitlines() if line.startswith(" + ")]


def asked_of_pip() -> list[str]:
    """The arguments with which `make install` calls pip for the environment."""
    command = ["make", "--just-print", "--always-make", "install"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    (line,) = [line for line in lines if " -m pip " in line and " --editable " in line]
    return shlex.split(line.split(" install ", 1)[1])


def compiled(requirement: Requirement, place: tuple[str, str]) -> set[str]:
    """The names of all that a package needs there, by the metadata that the registry has of it, pinned or not."""
    python, platform = place
    where = ("--python-version", python, "--python-platform", platform)
    lines = uv("pip", "compile", "-", *where, "--no-annotate", given=str(requirement)).stdout.splitlines()
    return {Requirement(line).name for line in lines if not line.startswith("#")}


def uv(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """What uv says, which knows other platforms and takes no more than metadata from the registry."""
    command = [UV, "--no-config", "--color", "never", *arguments]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, env=ENVIRONMENT, check=True)


if __name__ == "__main__":
    main()
