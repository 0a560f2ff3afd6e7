from __future__ import annotations

from pathlib import Path

import pytest

from mtal.demo import generate

SIZES = {"train": 1500, "dev": 300, "test": 300}


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default corpus, generated once."""
    out = tmp_path_factory.mktemp("demo") / "corpus"
    generate(out, sentences=SIZES, seed=1)
    return out
