"""Bring a public corpus: from the folder `MTAL_DATA_DIR` where it is there, else from the internet.

Either way every file is checked, and is stored as its publisher has it, unpacked: the same bytes whichever way it came.
"""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mtal.errors import InputError, UserError
from mtal.fetching.checksums import matches
from mtal.fetching.download import download
from mtal.fetching.manifest import Manifest, Source
from mtal.files import whole_folder
from mtal.progress import Progress


@dataclass(frozen=True)
class Places:
    """Where files may come from."""

    data_dir: Path | None = None
    """A folder with copies (`MTAL_DATA_DIR`)."""
    mirror: str = "https://raw.githubusercontent.com"
    """GitHub, or a copy with the same paths (`MTAL_MIRROR`)."""
    cache: Path = Path(".mtal/downloads")
    """Where finished and broken downloads stay."""
    progress: Progress = field(default_factory=Progress)


def places() -> Places:
    """The places that the environment names; `UserError` where `MTAL_DATA_DIR` isn't a folder."""
    data_dir, mirror = os.environ.get("MTAL_DATA_DIR"), os.environ.get("MTAL_MIRROR")
    if data_dir and not Path(data_dir).is_dir():
        raise UserError(f"MTAL_DATA_DIR={data_dir}: no such folder")
    return Places(Path(data_dir) if data_dir else None, mirror or Places.mirror)


def fetch(manifest: Manifest, out: Path, places: Places) -> list[str]:
    """Write the corpus to the folder `out`, whole or not at all; where its files came from, for people.

    Raises `UserError` for a file that can't be had or isn't the right one.
    """
    origins: Counter[str] = Counter()
    with whole_folder(out) as folder:
        for source in manifest.sources:
            target = folder / source.file
            target.parent.mkdir(parents=True, exist_ok=True)
            if local := _local(source, places.data_dir):
                _copy(source, local, target)
                origins["MTAL_DATA_DIR"] += 1
            else:
                shutil.copyfile(_download(manifest, source, places), target)
                origins[f"{source.repository} at {source.commit[:12]}"] += 1
    return [f"{count} of {len(manifest.sources)} from {origin}" for origin, count in origins.items()]


def _local(source: Source, data_dir: Path | None) -> Path | None:
    """The copy in `MTAL_DATA_DIR`, packed or not."""
    if data_dir is None:
        return None
    candidates = [data_dir / f"{source.local}{ending}" for ending in ("", ".gz")]
    there = Path.is_dir if source.checksum.startswith("folder:") else Path.is_file
    return next((path for path in candidates if there(path)), None)


def _copy(source: Source, local: Path, target: Path) -> None:
    """Unpack or copy, and check. Contents only: what is read-only over there needn't be so here."""
    try:
        if local.is_dir():
            for file in (file for file in local.rglob("*") if file.is_file()):
                place = target / file.relative_to(local)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)
        else:
            with gzip.open(local) if local.suffix == ".gz" else local.open("rb") as packed, target.open("wb") as copy:
                shutil.copyfileobj(packed, copy)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(local, None, f"cannot be copied: {reason}") from None
    if not matches(target, source.checksum):
        remedy = "put the right one there" + ", or take it away to have it downloaded" * source.downloadable
        raise InputError(local, None, f"differs from what is expected ({source.checksum}); {remedy}")


def _download(manifest: Manifest, source: Source, places: Places) -> Path:
    """The file from the internet; an error tells the other way to get it."""
    name = f"{manifest.name}/{source.file}"
    instead = f"set MTAL_DATA_DIR to a folder with {source.local}"
    if places.data_dir:
        instead = f"put {source.local} into MTAL_DATA_DIR, which has none"
    if not source.downloadable:
        raise UserError(f"{name} can't be downloaded: {manifest.why}; {instead}")
    try:
        url = source.url(places.mirror)
        return download(url, source.checksum, label=name, cache=places.cache, progress=places.progress)
    except UserError as error:
        raise UserError(f"{error}, or {instead}") from None
