"""The files of every format, byte for byte: tests/data/exchange has what the example looks like."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.exchange import FORMATS, hand_out
from support.annotated import example

GOLDEN = Path(__file__).parents[1] / "data" / "exchange"


@pytest.mark.parametrize("format", FORMATS)
def test_files_are_as_they_were(format: str, tmp_path: Path) -> None:
    written = hand_out(example(), format, tmp_path)
    assert sorted(path.name for path in written) == sorted(path.name for path in (GOLDEN / format).iterdir())
    for path in written:
        assert path.read_bytes() == (GOLDEN / format / path.name).read_bytes(), path.name
