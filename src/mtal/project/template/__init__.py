"""The files that a project begins with.

They are called with `.in` behind, and without a dot before: DVC takes any `dvc.yaml` below a project for its own.
"""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Any

from mtal.files import whole_text

FOLDER = Path(__file__).parent


def write_template(path: Path, **values: Any) -> None:
    """Write the file of the same name to `path`, with `values` in it."""
    text = (FOLDER / f"{path.name.removeprefix('.')}.in").read_text(encoding="utf-8")
    with whole_text(path) as file:
        file.write(Template(text).substitute(values) if values else text)
