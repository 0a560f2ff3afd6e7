"""Checkpoints of a running training, so that an interrupted one goes on where it was.

They live outside the stage's outputs, in a folder named by a hash of all that the training depends on, and go when
the stage has succeeded.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch

from mtal.files import whole_file

ROOT = Path(".mtal/checkpoints")


class Checkpoint:
    """The last saved state of one training."""

    def __init__(self, path: Path | None, seconds: float | None = None) -> None:
        """`path`: None keeps nothing; `seconds`: least time between two writes (`MTAL_CHECKPOINT_SECONDS`, else 30)."""
        self.path, self._written = path, time.monotonic()
        self.seconds = float(os.environ.get("MTAL_CHECKPOINT_SECONDS", "30")) if seconds is None else seconds

    def save(self, model: torch.nn.Module, optimiser: torch.optim.Optimizer, state: dict[str, Any]) -> None:
        """Write model, optimiser and state, unless the last write was moments ago."""
        if self.path is None or time.monotonic() - self._written < self.seconds:
            return
        content = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "state": state}
        with whole_file(self.path) as temporary:
            torch.save(content, temporary)
        self._written = time.monotonic()

    def restore(self, model: torch.nn.Module, optimiser: torch.optim.Optimizer) -> dict[str, Any] | None:
        """Put model and optimiser back as they were saved and return the state; None where nothing was saved."""
        if self.path is None or not self.path.exists():
            return None
        content: dict[str, Any] = torch.load(self.path, weights_only=True)
        model.load_state_dict(content["model"])
        optimiser.load_state_dict(content["optimiser"])
        return content["state"]


def checkpoint_folder(stage: str, parameters: str, inputs: Iterable[Path]) -> Path:
    """Where the checkpoints of a stage with exactly these parameters and input files live."""
    return ROOT / f"{stage}-{fingerprint(parameters, inputs)}"


def fingerprint(parameters: str, inputs: Iterable[Path]) -> str:
    """16 hexadecimal digits that tell these parameters and the contents of these files and folders from others."""
    digest = hashlib.sha256(parameters.encode())
    for path in sorted(file for place in inputs for file in files_below(place)):
        with path.open("rb") as file:
            digest.update(path.as_posix().encode() + b"\0" + hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def files_below(place: Path) -> list[Path]:
    """The file itself, or all files in a folder but Python's own caches."""
    if place.is_file():
        return [place]
    return [path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def forget(folder: Path) -> None:
    """Remove the checkpoints of a training that has succeeded."""
    shutil.rmtree(folder, ignore_errors=True)
