"""Confidence against accuracy."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.pictures import claims as module
from mtal.pictures.claims import claims
from support.study import params, study

CELLS = [(params("st_ec", task="ner", seed=seed), (0.5, 0.5)) for seed in (1, 2)] + [(params("mt_r"), (0.5, 0.5))]
CONFIDENCE = b"id,tokens,dp,ner\na,3,0.5,0.6\nb,2,0.7,0.8\nc,2,0.9,0.9\n"
ACCURACY = b"id,tokens,dp,ner\na,3,0.5,0.5\nb,2,0.5,1\nc,2,nan,nan\n"


@pytest.fixture
def cached(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pool's scores of every cell, of the last of three rounds."""
    files = {"data/rounds/2/confidence.csv": CONFIDENCE, "data/rounds/2/accuracy.csv": ACCURACY}
    module._table.cache_clear()
    monkeypatch.setattr(module, "output", lambda _, path: files.get(path))
    yield
    module._table.cache_clear()


@pytest.mark.usefixtures("cached")
def test_a_panel_a_method_of_its_own_task_and_first_seed(tmp_path: Path) -> None:
    (picture,) = claims(study(CELLS))
    assert [panel.title for panel in picture.panels] == ["ST-EC-NER, ner, seed 1, R² = 1.00"]
    picture.write(tmp_path / "a.svg")
    assert "R² = 1.00" in (tmp_path / "a.svg").read_text()


def test_nothing_without_the_pools_scores() -> None:
    assert claims(study(CELLS)) == []
