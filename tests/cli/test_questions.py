"""`python -m mtal questions`; what it writes is tested with the questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.cli import questions
from support.composing import ROOT


def test_the_page_is_printed_or_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(questions, "reproduction", lambda root, scale: f"scale {scale}\n")
    assert main(["questions"]) == 0
    assert capsys.readouterr().out == "scale cpu\n"
    assert main(["questions", "--scale", "paper", "-o", str(tmp_path / "page.md")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "page.md").read_text() == "scale paper\n"


def test_mistakes_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["questions", "--scale", "none"]) == 1
    assert capsys.readouterr().err == "conf/sweep/table3.yaml: has no scale none; choose from paper, cpu\n"
    monkeypatch.chdir(tmp_path)
    assert main(["questions"]) == 1
    assert capsys.readouterr().err == "conf/config.yaml is missing; run this in the project's folder\n"
