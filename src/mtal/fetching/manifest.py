"""Where the files of a public corpus come from: one table a corpus, `mtal/fetching/manifests/NAME.tsv`.

Columns: `file` (its place in the fetched corpus), `local` (its place in the folder `MTAL_DATA_DIR`, there perhaps with
`.gz`), `checksum` (of the file, unpacked), and `repository`, `commit`, `path` on GitHub, each `-` where the file can't
be downloaded. Lines that begin with `#` say why it can't.
"""

from __future__ import annotations

from importlib import resources
from typing import NamedTuple
from urllib.parse import quote

from mtal.errors import UserError

HEADER = ["file", "local", "checksum", "repository", "commit", "path"]


class Source(NamedTuple):
    """Where one file (or a whole folder) comes from."""

    file: str
    local: str
    checksum: str
    repository: str
    commit: str
    path: str

    @property
    def downloadable(self) -> bool:
        """Whether the file is public."""
        return self.repository != "-"

    def url(self, mirror: str) -> str:
        """Its address at GitHub (`https://raw.githubusercontent.com`) or a copy of it."""
        return f"{mirror.rstrip('/')}/{self.repository}/{self.commit}/{quote(self.path)}"


class Manifest(NamedTuple):
    """The sources of a corpus; `why` says why some can't be downloaded."""

    name: str
    sources: list[Source]
    why: str


def known() -> list[str]:
    """Names of the corpora that have a manifest."""
    places = resources.files("mtal.fetching").joinpath("manifests").iterdir()
    return sorted(place.name.removesuffix(".tsv") for place in places if place.name.endswith(".tsv"))


def read_manifest(name: str) -> Manifest:
    """The manifest of a corpus; `UserError` where there is none."""
    if name not in known():
        raise UserError(f"corpus.name={name}: no sources are known for it; there are {', '.join(known())}")
    return parse_manifest(
        name, resources.files("mtal.fetching").joinpath(f"manifests/{name}.tsv").read_text(encoding="utf-8")
    )


def parse_manifest(name: str, text: str) -> Manifest:
    """The manifest that `text` holds."""
    lines = text.splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert header == HEADER, f"manifest {name} has the columns {header}"
    why = " ".join(line.removeprefix("#").strip() for line in lines if line.startswith("#"))
    return Manifest(name, [Source(*row) for row in rows], why)
