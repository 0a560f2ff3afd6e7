"""What stages of finished cells wrote, from DVC's cache here."""

from __future__ import annotations

from mtal.study.cache import content
from mtal.study.finished import Experiment, Finished


def output(finished: Finished, path: str) -> bytes | None:
    """A file that a cell's stages wrote; None where this machine hasn't got it, as of a cell that is kept in a file."""
    digest = digest_of(finished, path)
    if digest is None or not isinstance(finished, Experiment):
        return None
    return content(finished.root, digest)


def digest_of(finished: Finished, path: str) -> str | None:
    """The checksum of a file that an experiment's stages wrote; None where there is none."""
    return finished.digest(path) if isinstance(finished, Experiment) else None
