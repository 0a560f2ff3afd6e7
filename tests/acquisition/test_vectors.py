"""Vectors of sentences in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mtal.acquisition.vectors import read_vectors, write_vectors
from mtal.errors import UserError


def test_vectors_round_trip(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(4, 3)).astype(np.float16)
    write_vectors(tmp_path / "v.npy", vectors)
    assert (read_vectors(tmp_path / "v.npy", 4) == vectors).all()
    for content, count in ((None, 4), (b"", 4), (b"no array", 4), ((tmp_path / "v.npy").read_bytes(), 5)):
        path = tmp_path / "other.npy"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(UserError, match=r"score again$"):
            read_vectors(path, count)
    write_vectors(tmp_path / "v.npy", vectors[:, :0])
    with pytest.raises(UserError, match=r"score again$"):
        read_vectors(tmp_path / "v.npy", 4)
