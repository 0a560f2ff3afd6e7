"""The sentences for testing and for development: drawn first, at random, and never chosen by a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mtal.errors import InputError
from mtal.files import read_rows, write_rows
from mtal.project.asked import Part
from mtal.seeds import seed_for

PATH = Path("held_out.csv")
COLUMNS = ["id", "part"]
PARTS: tuple[Part, ...] = ("test", "development")


def draw(ids: Sequence[str], sizes: dict[Part, int], seed: int) -> dict[str, Part]:
    """The part of each sentence that is held out: random ones, in the order of `ids`.

    There must be at least as many ids as `sizes` ask for.
    """
    order = np.random.default_rng(seed_for(seed, "sample", 2)).permutation(len(ids))[: sum(sizes.values())].tolist()
    parts = [part for part, size in sizes.items() for _ in range(size)]
    found = dict(zip(order, parts, strict=True))
    return {ids[row]: found[row] for row in sorted(found)}


def write_held_out(parts: dict[str, Part], path: Path = PATH) -> None:
    """CSV with the columns `id` and `part`."""
    write_rows(path, [COLUMNS, *([name, part] for name, part in parts.items())])


def read_held_out(path: Path = PATH) -> dict[str, Part]:
    """What `write_held_out` wrote; `InputError` with the line of a fault."""
    found: dict[str, Part] = {}
    for line, row in read_rows(path):
        if line == 1 and row == COLUMNS:
            continue
        part = next((part for part in PARTS if row[1:] == [part]), None)
        if line == 1 or part is None or row[0] in found:
            raise InputError(
                path, line, f"not a row of {','.join(COLUMNS)}, or an id twice; git has the file as it was"
            )
        found[row[0]] = part
    return found
