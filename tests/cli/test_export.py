"""`python -m mtal export`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.corpora.sentence import Sentence
from support.trained import stored_model


def test_it_says_where_the_model_is(
    bert: Path, sentences: list[Sentence], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, output = stored_model(tmp_path / "model", bert, sentences), tmp_path / "mine"
    assert main(["export", str(folder), "-o", str(output)]) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(rf"{output}: \d\.\d MB; its README\.md is the model card\n", said), said


def test_a_mistake_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path), "-o", str(tmp_path / "mine")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
