"""A finished cell, wherever its results are: what tables and figures read of it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Protocol

import dvc.api
from dvc.exceptions import DvcException

from mtal.study.cache import LOCK, content, digests
from mtal.study.repository import text_at
from mtal.study.tallies import PREDICTIONS, Tally, tally_of


class Finished(Hashable, Protocol):
    """A cell that has come to its end."""

    @property
    def revision(self) -> str:
        """The commit of its experiment, which a clone need not have."""

    @property
    def baseline(self) -> str:
        """The commit of the project that it began from."""

    def text(self, path: str) -> str | None:
        """A text file of the project as the cell left it; None where it can't be had."""

    def tally(self, number: int) -> Tally | None:
        """What test sentences add to the scores of a round; None where it can't be had."""


@dataclass(frozen=True)
class Experiment:
    """A cell that is in git as an experiment, with its predictions in DVC's cache."""

    root: Path
    """The project's folder."""
    revision: str
    baseline: str

    def text(self, path: str) -> str | None:
        """As git has it."""
        return text_at(self.root, self.revision, path)

    def digest(self, path: str) -> str | None:
        """The checksum of a file that its stages wrote."""
        return _digests(self).get(path)

    def tally(self, number: int) -> Tally | None:
        """From the predictions, here or on the project's remote; None where they are on neither."""
        path = PREDICTIONS.format(number)
        digest = self.digest(path)
        here = None if digest is None else content(self.root, digest)
        if here is not None:
            return tally_of(BytesIO(here))
        try:
            with dvc.api.open(path, repo=str(self.root), rev=self.revision, mode="rb") as file:
                return tally_of(file)
        except (DvcException, OSError):
            return None


@cache
def _digests(experiment: Experiment) -> dict[str, str]:
    return digests(experiment.text(LOCK) or "")
