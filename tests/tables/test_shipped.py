"""The tables that come with the project."""

from __future__ import annotations

import pytest

from mtal.__main__ import main
from support.composing import ROOT

NAMES = ("table8", "table9")


def test_the_page_in_docs_is_what_the_command_writes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After `mtal sweep … --keep`, behind the preface."""
    monkeypatch.chdir(ROOT)
    assert main(["report", *NAMES]) == 0
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    assert page.endswith(capsys.readouterr().out) and f"`python -m mtal report {' '.join(NAMES)}`" in page
