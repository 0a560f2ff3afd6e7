"""The numbers that the paper prints, one file a table (`tables/paper/table5.csv`), and the encoders that they are of.

Only what its tables print is there, averages where it prints both. Rows are named as `mtal.tables.methods` names them.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from mtal.files import read_rows
from mtal.tables.sheets import Box, number

FOLDER = Path(__file__).parent / "paper"
ENCODERS = {
    **dict.fromkeys(("table3", "table4", "table5", "table6"), "BERT"),
    "table7": "BERT",
    **dict.fromkeys(("table8", "table9"), "BERT and RoBERTa"),
    "table10": "BERT, for slots and intents RoBERTa too",
}
"""All of the base size (paper sections 5, 6 and 7)."""


class Published(NamedTuple):
    """What the paper prints in one table."""

    columns: tuple[str, ...]
    """In its order."""
    values: dict[tuple[str, str], float]
    """By method and column: scores and shares in percent, errors as they are."""


def published(name: str) -> Published:
    """The paper's table of this name, `table3` to `table10`; an empty one for other sweeps."""
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        return Published((), {})
    values = {(method, column): float(value) for _, (method, column, value) in list(read_rows(path))[1:]}
    return Published(tuple(dict.fromkeys(column for _, column in values)), values)


def theirs(paper: Published, row: str, column: str, digits: int = 2) -> Box:
    """The paper's number; empty where it prints none."""
    value = paper.values.get((row, column))
    return Box("") if value is None else number(value, digits)
