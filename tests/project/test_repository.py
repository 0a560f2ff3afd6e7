"""What is asked of git and DVC."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.project import repository


def test_a_command_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=r"^git var: git isn't installed$"):
        repository.check_identity()
    with pytest.raises(UserError, match=r"^git init: git isn't installed$"):
        repository.begin(tmp_path)


def test_what_a_command_says_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^dvc add: \S.*$") as error:
        repository.commit(tmp_path, Path("text"))
    assert "\n" not in str(error.value)
