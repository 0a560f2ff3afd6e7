"""What single test sentences add to scores, from the predictions that experiments keep."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import IO, NamedTuple

import pandas as pd

PREDICTIONS = "data/rounds/{}/predictions.csv.gz"
"""Of a round, by its number."""
DIGITS = 16
"""Of the digest of a test set's ids."""


class Tally(NamedTuple):
    """The counts of a round, sentence by sentence."""

    sentences: str
    """A digest of the sentences' ids in their order: alike where test sets are."""
    table: pd.DataFrame
    """The columns `TASK.right` and `TASK.of`, floats, a row a sentence; NaN where a task has no gold."""


def tally_of(file: IO[bytes]) -> Tally:
    """The tally of a file of predictions."""
    table = pd.read_csv(
        file,
        compression="gzip",
        usecols=lambda name: name == "id" or name.endswith((".right", ".of")),
        dtype={"id": str},
        keep_default_na=False,
        na_values={"": [""]},
    )
    return Tally(digest(table.pop("id")), table.apply(pd.to_numeric).astype(float))


def digest(ids: Iterable[str]) -> str:
    """What tells test sets apart without naming a sentence.

    >>> digest(["a", "b"]) == digest(["b", "a"])
    False
    """
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:DIGITS]
