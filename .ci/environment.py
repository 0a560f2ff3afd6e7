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
from importlib.metadata import PackageNotFoundError, distribution
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
PLATFORMS = ("x86_64-unknown-linux-gnu", "aarch64-apple-darwin")
ENVIRONMENT = os.environ | {"MACOSX_DEPLOYMENT_TARGET": "15.0"}  # mip has no wheels for older ones
PYTHONS = ("3.11", "3.12", "3.13")


def main() -> None:
    """All checks; those of other platforms need the registry."""
    lock = pins()
    problems = [*incompatible(), *unlike_the_lock(lock)]
    if reason := unreachable():
        print(f"skipped: what other platforms would get (the registry can't be reached: {reason})")
    else:
        for python, platform in product(PYTHONS, PLATFORMS):
            problems += [f"Python {python}, {platform}: {line}" for line in incomplete(lock, python, platform)]
    print(*problems, sep="\n", file=sys.stderr)
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
    done = uv("pip", "compile", "-", "--no-cache", given="packaging")
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def incomplete(lock: dict[str, list[Requirement]], python: str, platform: str) -> Iterator[str]:
    """What `make install` would leave out there or take unpinned; nothing is downloaded but metadata."""
    target = ("--python-version", python, "--python-platform", platform)
    would_install: list[Requirement] = []
    for arguments in install_commands():
        with tempfile.TemporaryDirectory() as empty:
            where = () if "--target" in arguments else ("--target", empty)
            done = uv("pip", "install", "--dry-run", *target, *where, *arguments)
        if done.returncode:
            yield f"can't be installed: {' '.join(done.stderr.split())}"
            return
        if where:
            would_install += [Requirement(line[3:]) for line in done.stderr.splitlines() if line.startswith(" + ")]
    torch = uv("pip", "compile", "-", *target, "--no-annotate", given=str(lock["torch"][0]))
    wanted = {Requirement(line).name for line in torch.stdout.splitlines() if not line.startswith("#")}
    missing = wanted - {each.name for each in would_install}
    yield from (f"{name} is missing, which torch asks for" for name in sorted(missing))
    unpinned = [each for each in would_install if each.url is None and each.specifier not in [pin.specifier for pin in lock.get(each.name, [])]]
    yield from (f"{each} is not pinned" for each in unpinned)


def install_commands() -> list[list[str]]:
    """The arguments of every `pip install` with which make sets up an environment from nothing."""
    command = ["make", "--just-print", "--always-make", ".venv/installed-dev"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [shlex.split(line.split(" install ", 1)[1]) for line in lines if " -m pip " in line]


def uv(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """What uv says, which knows other platforms and reads metadata from the registry alone."""
    command = [UV, "--no-config", "--color", "never", *arguments]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, env=ENVIRONMENT)


if __name__ == "__main__":
    main()
