"""What is asked of git and DVC when a project begins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mtal.errors import UserError
from mtal.files import whole_text

DVC = [sys.executable, "-m", "dvc"]
SETTINGS = "[core]\n    autostage = true\n    analytics = false\n"
"""Of DVC: what a stage leaves for git is staged, so that `git commit -am` has it."""
UNKNOWN = "git doesn't know who you are; tell it with git config --global user.name NAME, and the same for user.email"


def check_identity() -> None:
    """`UserError` where git wouldn't commit for want of a name."""
    try:
        _run(Path(), ["git", "var", "GIT_AUTHOR_IDENT"], "git var")
        _run(Path(), ["git", "var", "GIT_COMMITTER_IDENT"], "git var")
    except CommandFailed:
        raise UserError(UNKNOWN) from None


def begin(folder: Path) -> None:
    """Make the folder a repository of git and DVC."""
    _run(folder, ["git", "init", "--quiet"], "git init")
    _run(folder, [*DVC, "init", "--quiet"], "dvc init")
    with whole_text(folder / ".dvc/config") as file:
        file.write(SETTINGS)


def commit(folder: Path, text: Path) -> None:
    """The first commit, with everything; the text goes to DVC."""
    _run(folder, [*DVC, "add", "--quiet", str(text)], "dvc add")
    _run(folder, ["git", "add", "--all"], "git add")
    _run(folder, ["git", "commit", "--quiet", "--message", "Begin"], "git commit")


class CommandFailed(UserError):
    """A command was there and said no."""


def _run(folder: Path, command: list[str], name: str) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="backslashreplace")
    except FileNotFoundError:
        raise UserError(f"{name}: {command[0]} isn't installed") from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "it failed").splitlines()
        raise CommandFailed(f"{name}: {said[-1]}")
