"""Which files the user means, and what their sentences are called."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from mtal.errors import InputError

ENDINGS: dict[str, tuple[str, ...]] = {
    "ptb": (".mrg", ".ptb", ".mrg.gz", ".ptb.gz"),
    "ontonotes": (".parse", ".parse.gz"),
    "conll2012": ("gold_conll", "auto_conll", "gold_conll.gz", "auto_conll.gz"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file of trees, and what its sentences are called."""

    path: Path
    name: str


def find_sources(inputs: Iterable[str], form: str) -> list[Source]:
    """The files of files, folders and globs, sorted within each input and each once; names stay apart.

    A file in a folder is called by its path below it, any other by its own name. Raises `InputError` for an input that
    stands for no file.
    """
    return _distinct([source for given in inputs for source in _sources(given, form)])


def _sources(given: str, form: str) -> list[Source]:
    """The files that an argument stands for, sorted; names are relative to the folder."""
    paths = [Path(given)] if os.path.exists(given) else [Path(found) for found in sorted(glob(given, recursive=True))]
    found = []
    for path in paths:
        files = [path] if path.is_file() else [file for file in sorted(path.rglob("*")) if _has_ending(file, form)]
        found += [Source(file, _name(file, path)) for file in files]
    if not found:
        reason = f"no file here ends in {' or '.join(ENDINGS[form])}" if paths else "no such file or folder"
        raise InputError(given, None, reason)
    return found


def _has_ending(file: Path, form: str) -> bool:
    return file.is_file() and file.name.endswith(ENDINGS[form])


def _name(file: Path, given: Path) -> str:
    relative = file.relative_to(given) if file != given else Path(file.name)
    return relative.with_name(relative.name.removesuffix(".gz").rsplit(".", 1)[0]).as_posix()


def _distinct(sources: list[Source]) -> list[Source]:
    """Each file once; names that stand for several files get their folder's name before them."""
    by_path: dict[Path, Source] = {}
    for source in sources:
        by_path.setdefault(source.path.resolve(), source)
    times = Counter(source.name for source in by_path.values())
    return [
        source if times[source.name] == 1 else Source(source.path, f"{path.parent.name}/{source.name}")
        for path, source in by_path.items()
    ]
