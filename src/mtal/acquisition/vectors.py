"""A vector a sentence, as a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mtal.errors import UserError
from mtal.files import whole_file


def write_vectors(path: Path, vectors: np.ndarray) -> None:
    """A vector a sentence, float16 (n, size), in numpy's format."""
    with whole_file(path) as temporary, temporary.open("wb") as file:
        np.save(file, vectors, allow_pickle=False)


def read_vectors(path: Path, sentences: int) -> np.ndarray:
    """What `write_vectors` wrote, of so many sentences; `UserError` where it isn't that."""
    try:
        found = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        raise UserError(f"{path}: no vectors of sentences; score again") from None
    if found.ndim != 2 or len(found) != sentences or not found.shape[1]:
        raise UserError(f"{path}: vectors of the shape {found.shape} for {sentences} sentences; score again")
    return found
