"""What stages of finished cells wrote, from DVC's cache here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from dvc.repo import Repo

from mtal.study.finished import Experiment, Finished

LOCK = "dvc.lock"


def output(finished: Finished, path: str) -> bytes | None:
    """A file that a cell's stages wrote; None where this machine hasn't got it, as of a cell that is kept in a file."""
    digest = digest_of(finished, path)
    if digest is None or not isinstance(finished, Experiment):
        return None
    place = _cache(finished.root.absolute()) / "files" / "md5" / digest[:2] / digest[2:]
    return place.read_bytes() if place.is_file() else None


def digest_of(finished: Finished, path: str) -> str | None:
    """The checksum of a file that an experiment's stages wrote; None where there is none."""
    return _digests(finished).get(path) if isinstance(finished, Experiment) else None


@cache
def _digests(experiment: Experiment) -> dict[str, str]:
    lock = yaml.load(experiment.text(LOCK) or "{}", yaml.CSafeLoader)
    outs = (out for stage in lock.get("stages", {}).values() for out in stage.get("outs", ()))
    return {out["path"]: out["md5"] for out in outs if "md5" in out}


@cache
def _cache(root: Path) -> Path:
    with Repo(str(root)) as repository:
        return Path(repository.cache.local_cache_dir)
