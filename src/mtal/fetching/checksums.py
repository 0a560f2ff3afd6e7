"""Checksums as the manifests write them, `kind:hexadecimal digits`.

Kinds: `sha256` of a file's bytes; `git`, the id that git gives the file's content; `folder`, of all files in a folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path


def matches(path: Path, checksum: str) -> bool:
    """Whether the file or folder at `path` has this checksum."""
    kind, _, digits = checksum.partition(":")
    return KINDS[kind](path) == digits


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _git(path: Path) -> str:
    """Id of a git blob: SHA-1 of `blob SIZE`, a NUL and the content (git-scm.com/book, Git Objects)."""
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _folder(path: Path) -> str:
    """What `find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum` says in the folder."""
    names = sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())
    lines = [f"{_sha256(path / name)}  ./{name}\n" for name in names]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


KINDS: dict[str, Callable[[Path], str]] = {"sha256": _sha256, "git": _git, "folder": _folder}
