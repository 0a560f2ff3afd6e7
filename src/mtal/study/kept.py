"""Finished cells as files of git, one each, so that a fresh clone has every table without experiments and cache.

A file holds what tables and figures read: parameters, metrics, and for each round what test sentences add to scores,
as counts. Of sentences it has a digest of their ids alone, so that cells on corpora that may not be passed on can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from mtal.analysis.provenance import METRICS
from mtal.errors import InputError, UserError
from mtal.files import read_json
from mtal.params import Options, checked
from mtal.study.tallies import Tally

FOLDER = Path("docs/study/cells")
"""Where kept cells are."""
SUFFIX = ".json.gz"
TEXTS = (
    "params.yaml",
    *METRICS,
    "metrics/corpus.json",
    "metrics/overlap.csv",
    "metrics/purchases.csv",
    "metrics/summary.json",
    "metrics/task_scores.csv",
    "metrics/training_curves.csv",
)
"""What is kept as it stands."""
LOCK = "dvc.lock"
"""Kept as far as it says of which parameters `METRICS` are."""


class Columns(Options):
    """A tally in JSON."""

    sentences: str
    columns: dict[str, list[int | None]]


class Content(Options):
    """A kept cell in JSON."""

    name: str
    revision: str
    baseline: str
    seconds: float | None
    """What the cell took; None where that isn't known."""
    beginning: int | None = None
    """What the initial and the development set cost; None where that isn't known."""
    texts: dict[str, str]
    """By path."""
    tallies: dict[int, Columns]
    """By round; without those whose predictions weren't there."""


@dataclass(frozen=True)
class Kept:
    """A finished cell that is kept in a file; `InputError` from whatever reads one that is damaged."""

    path: Path

    @cached_property
    def content(self) -> Content:
        """All of it."""
        return _read(self.path)

    @property
    def revision(self) -> str:
        """The commit of the experiment that was kept."""
        return self.content.revision

    @property
    def baseline(self) -> str:
        """The commit of the project that it began from."""
        return self.content.baseline

    def text(self, path: str) -> str | None:
        """One of `TEXTS`, or of `LOCK` the part that is kept."""
        return self.content.texts.get(path)

    def tally(self, number: int) -> Tally | None:
        """The counts of a round."""
        found = self.content.tallies.get(number)
        return None if found is None else Tally(found.sentences, pd.DataFrame(found.columns, dtype=float))


def kept(root: Path) -> dict[str, Kept]:
    """The cells that are kept, by name; the files themselves are read when they are asked for something."""
    return {path.name.removesuffix(SUFFIX): Kept(path) for path in sorted((root / FOLDER).glob(f"*{SUFFIX}"))}


def _read(path: Path) -> Content:
    try:
        found = checked(Content, "", read_json(path))
    except InputError:
        raise
    except UserError as error:
        raise InputError(path, None, f"not a kept cell: {error}") from None
    if f"{found.name}{SUFFIX}" != path.name:
        raise InputError(path, None, f"holds {found.name}; a kept cell's file has the cell's name")
    if any(len({*map(len, each.columns.values())}) != 1 for each in found.tallies.values()):
        raise InputError(path, None, "not a kept cell: columns of a tally differ in length")
    return found
