"""What `dvc.yaml` names for a stage, for a script that must know by what its result was made."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from mtal.params import read_params

PIPELINE = Path("dvc.yaml")
REFERENCE = re.compile(r"\$\{([\w.]+)\}")


def dependencies(name: str, number: int) -> list[Path]:
    """The files and folders that `dvc.yaml` names for a stage, as far as they are there.

    `number`: which of those that the stage is made for, from 0; of stages of rounds the round.
    """
    if not PIPELINE.exists():
        return []

    stage = yaml.safe_load(PIPELINE.read_text(encoding="utf-8"))["stages"][name]
    (items,) = read_params(REFERENCE.sub(r"\1", stage["foreach"]))
    item = items[number]

    def value(reference: re.Match[str]) -> str:
        of_item, _, key = reference[1].partition("item.")
        return str(read_params(reference[1])[0] if of_item else item[key])

    return [path for dep in stage["do"]["deps"] if (path := Path(REFERENCE.sub(value, dep))).exists()]
