"""Where a command writes: a file, whole or not at all, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from mtal.errors import InputError
from mtal.files import whole_text


@contextmanager
def writing(output: Path | None) -> Iterator[TextIO]:
    """The output file, written whole, or standard output for None; `UserError` where it can't be written."""
    if output is None:
        yield sys.stdout
        return
    try:
        with whole_text(output) as file:
            yield file
    except OSError as error:
        raise InputError(output, None, f"cannot be written: {error.strerror or error}") from None
