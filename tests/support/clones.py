"""The project as a git repository of its own, and commands in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from support.composing import ROOT, composed

ENVIRONMENT = os.environ | {
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    "OMP_NUM_THREADS": "1",
    "MTAL_CHECKPOINT_SECONDS": "0",
}
AUTHOR = ("-c", "user.name=test", "-c", "user.email=test@localhost")


def run(folder: Path, *command: str) -> str:
    """Standard output and error of a command that must succeed."""
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def fails(folder: Path, *command: str) -> str:
    """Standard error of a command that must not succeed."""
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode != 0, done.stdout
    return done.stderr


def commit(folder: Path, message: str) -> None:
    """Commit all that is there."""
    run(folder, "git", "add", "-A")
    run(folder, "git", *AUTHOR, "commit", "-qm", message)


def fresh_clone(folder: Path, *overrides: str) -> Path:
    """The project's files as they are here, committed, without results; `params.yaml` as composed."""
    names = run(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    for name in names:
        if (ROOT / name).is_file() and not name.startswith(("metrics/", "dvc.lock")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / "params.yaml").write_text(yaml.safe_dump(composed(*overrides), sort_keys=False))
    run(folder, "git", "init", "-q")
    commit(folder, "A fresh clone")
    return folder
