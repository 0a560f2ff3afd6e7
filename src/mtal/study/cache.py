"""DVC's cache on this machine, read by checksum: asking DVC for a file of another commit takes seconds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from dvc.repo import Repo

LOCK = "dvc.lock"


def digests(lock: str) -> dict[str, str]:
    """The checksums of the files that stages wrote, by path, from the text of `dvc.lock`."""
    stages = (yaml.load(lock, yaml.CSafeLoader) or {}).get("stages", {})
    return {out["path"]: out["md5"] for stage in stages.values() for out in stage.get("outs", ()) if "md5" in out}


def content(root: Path, digest: str) -> bytes | None:
    """The file of that checksum; None where the cache of the project in `root` hasn't got it."""
    place = _cache(root.absolute()) / "files" / "md5" / digest[:2] / digest[2:]
    return place.read_bytes() if place.is_file() else None


@cache
def _cache(root: Path) -> Path:
    with Repo(str(root)) as repository:
        return Path(repository.cache.local_cache_dir)
