"""`params.yaml`, read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtal.errors import InputError
from mtal.params import all_params, read_params


def test_sections_and_what_is_inside_them_are_read_by_name(tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    path.write_text("seed: 1\ncorpus: {name: demo}\n")
    assert read_params("corpus.name", "seed", path=path) == ["demo", 1]
    assert all_params(path) == {"seed": 1, "corpus": {"name": "demo"}}


@pytest.mark.parametrize(
    ("text", "message"), [(None, "missing; run this in"), ("a: [1\nb: 2\n", "2: not YAML"), ("", "seed is missing")]
)
def test_what_cannot_be_read_is_one_line(text: str | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(InputError, match=re.escape(message)) as error:
        read_params("seed", path=path)
    assert "\n" not in str(error.value)
