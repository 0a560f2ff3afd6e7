"""What all stage scripts share: a user's mistake ends them with one line, not with a traceback."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

import yaml

from mtal.errors import UserError
from mtal.params import read_params

PIPELINE = Path("dvc.yaml")
REFERENCE = re.compile(r"\$\{([\w.]+)\}")


def stage(main: Callable[[], None]) -> Callable[[], None]:
    """Run a stage; print `UserError`s as one line and exit with 1."""

    def run() -> None:
        try:
            main()
        except UserError as error:
            sys.exit(str(error))

    return run


def round_argument() -> int:
    """The value of `--round`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--round", type=int, required=True, help="number of the round, from 0")
    return parser.parse_args().round


def dependencies(name: str, number: int) -> list[Path]:
    """The files and folders that `dvc.yaml` names for a stage of round `number`, as far as they are there."""
    if not PIPELINE.exists():
        return []

    stage = yaml.safe_load(PIPELINE.read_text(encoding="utf-8"))["stages"][name]
    (items,) = read_params(REFERENCE.sub(r"\1", stage["foreach"]))
    item = next(item for item in items if item["this"] == number)

    def value(reference: re.Match[str]) -> str:
        of_item, _, key = reference[1].partition("item.")
        return str(read_params(reference[1])[0] if of_item else item[key])

    return [path for dep in stage["do"]["deps"] if (path := Path(REFERENCE.sub(value, dep))).exists()]
