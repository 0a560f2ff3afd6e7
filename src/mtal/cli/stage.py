"""What all stage scripts share: a user's mistake ends them with one line, not with a traceback."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from mtal.errors import UserError


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
