"""`python -m mtal.project`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mtal.project.__main__ import main


@pytest.mark.parametrize("arguments", [[], ["fetch"], ["read", "test"]])
def test_usage(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mtal.project", *arguments])
    with pytest.raises(SystemExit, match=r"^usage: python -m mtal\.project read\|train\|test\|choose$"):
        main()


def test_a_users_mistake_is_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["mtal.project", "read"])
    with pytest.raises(SystemExit, match=r"^params\.yaml: missing; run this in the project's folder$"):
        main()
