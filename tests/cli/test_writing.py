"""Where commands write."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.cli.writing import writing
from mtal.errors import InputError


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "a") as file:
        file.write(str(1 / 0))
    assert not list(tmp_path.iterdir())
    with writing(tmp_path / "a") as file:
        file.write("é\n")
    assert (tmp_path / "a").read_bytes() == "é\n".encode()


def test_standard_output_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    with writing(None) as file:
        file.write("so\n")
    assert capsys.readouterr().out == "so\n"


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(InputError, match="cannot be written: "), writing(tmp_path / "a/b"):
        pass
