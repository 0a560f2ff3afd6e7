"""What all stage scripts share, and what each of them imports first: from here on Python's collector rests.

A stage is a short process that begins with hundreds of thousands of objects, made by its imports, all of which stay.
The collector of circular garbage would go through them again and again, which is a third of what a stage with torch
takes to start. It goes on when the imports are over, and leaves what they made alone.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable

from mtal.errors import UserError

gc.disable()


def script(main: Callable[[], None]) -> Callable[[], None]:
    """The whole of a stage script; prints `UserError`s as one line and exits with 1."""

    def run() -> None:
        gc.freeze()
        gc.enable()
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
