from __future__ import annotations

from pathlib import Path

import pytest

from mtal.demo import generate
from support.minitree import SIZES


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default corpus, generated once."""
    out = tmp_path_factory.mktemp("demo") / "corpus"
    generate(out, sentences=SIZES, seed=1)
    return out
