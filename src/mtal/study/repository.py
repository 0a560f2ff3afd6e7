"""What is asked of git: experiments by name, and what isn't committed."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mtal.errors import UserError
from mtal.study.cells import PREFIX

EXPERIMENTS = "refs/exps/"
CODE = ("src", "stages", "conf", "dvc.yaml", ".dvc/config", ".dvcignore", ":(exclude)conf/sweep")
"""What a clone must have as it is here: code, choices, settings. A sweep's own file isn't read there."""


def git(folder: Path, *arguments: str) -> str:
    """What git prints; `UserError` with the first line of its complaint."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, errors="backslashreplace")
    if done.returncode:
        complaint = (done.stderr.strip() or "it failed").splitlines()[0]
        raise UserError(f"git {arguments[0]}: {complaint}")
    return done.stdout


class Found(NamedTuple):
    """Where an experiment is that has come to its end."""

    commit: str
    baseline: str
    """The commit of the project that it began from."""


def experiments(folder: Path) -> dict[str, Found]:
    """The finished cells by name; of several with a name, the latest.

    Cells of earlier commits of the project count: a name is parameters, not code.
    """
    lines = git(folder, "for-each-ref", "--sort=creatordate", "--format=%(objectname) %(refname)", EXPERIMENTS)
    found = {}
    for line in lines.splitlines():
        commit, reference = line.split(" ", 1)
        *baseline, name = reference.removeprefix(EXPERIMENTS).split("/")
        if name.startswith(PREFIX):
            found[name] = Found(commit, "".join(baseline))
    return found


def reference_of(folder: Path, name: str) -> str | None:
    """The full name that git has for an experiment; None where there is no such experiment."""
    found = git(folder, "for-each-ref", "--format=%(refname)", EXPERIMENTS).splitlines()
    return next((reference for reference in found if reference.rpartition("/")[2] == name), None)


def text_at(folder: Path, commit: str, path: str) -> str | None:
    """A file that git has in a commit, UTF-8 and as it is; None where it hasn't got it."""
    done = subprocess.run(["git", "show", f"{commit}:./{path}"], cwd=folder, capture_output=True)
    return None if done.returncode else done.stdout.decode()


def current_commit(folder: Path) -> str:
    """What is checked out."""
    return git(folder, "rev-parse", "HEAD").strip()


def check_committed(folder: Path) -> None:
    """`UserError` where something differs from the commit that clones are made of."""
    changed = git(folder, "status", "--porcelain", "--untracked-files=all", "--", *CODE).splitlines()
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise UserError(f"{changed[0][3:]}{more}: not committed, and cells run in clones of the commit; commit first")


def untracked(folder: Path, paths: Sequence[str]) -> list[str]:
    """Those of some relative paths that a clone hasn't got, neither by git nor by a `.dvc` file."""
    return [path for path in paths if not git(folder, "ls-files", "--", path, f"{path}.dvc").strip()]
