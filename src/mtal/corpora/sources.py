"""Which files a path given by the user stands for, and how a file is called in sentence ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from glob import glob
from pathlib import Path

from mtal.errors import InputError


def files_like(*patterns: str) -> Callable[[Path], list[Path]]:
    """`files_where` the name fits a pattern, such as `*.txt`."""
    return files_where(lambda name: any(fnmatchcase(name, pattern) for pattern in patterns), " or ".join(patterns))


def files_where(fits: Callable[[str], bool], said: str) -> Callable[[Path], list[Path]]:
    """A function that lists the files a path stands for: the file itself, or all in a folder whose names fit.

    Sorted, at any depth, without what is hidden (a name that begins with a dot). The function raises `InputError` for a
    path that isn't there and a folder without such files; `said` tells which those are.
    """

    def files(path: Path) -> list[Path]:
        if path.is_file():
            return [path]
        if not path.is_dir():
            raise InputError(path, None, "no such file or folder")
        fitting = (file for file in path.rglob("*") if fits(file.name) and not _is_hidden(file.relative_to(path)))
        found = sorted(file for file in fitting if file.is_file() or (file.is_symlink() and not file.exists()))
        if not found:
            raise InputError(path, None, f"no file named {said} in this folder")
        return found

    return files


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def below(root: Path, file: Path) -> str:
    """How `file` is called below `root`, the path that the user gave; its own name where that isn't a folder."""
    return file.relative_to(root).as_posix() if root in file.parents else file.name


def folder_name(path: Path) -> str:
    """The name of the folder that holds `path`: the domain where a format has none of its own."""
    return path.absolute().parent.name


def label(path: Path) -> str:
    """`folder/file` without endings: how `path` is called in sentence ids, wherever the corpus lies.

    >>> label(Path("corpora/gum/news/train.conllu.gz"))
    'news/train'
    """
    endings = "".join(path.suffixes[-2:]) if path.suffix == ".gz" else path.suffix
    return f"{folder_name(path)}/{path.name.removesuffix(endings)}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, and what its sentences are called."""

    path: Path
    name: str


def named_sources(given: Iterable[str], files: Callable[[Path], list[Path]]) -> list[Source]:
    """The files of files, folders and globs, sorted within each argument and each once; names stay apart.

    `files`: lists the files that a path stands for, see `files_where`. A file in a folder is called by its path below
    it, any other by its own name, both without ending; names that stand for several files get their folder's name
    before them. Raises `InputError` for an argument that stands for no file.
    """
    by_path: dict[Path, Source] = {}
    for root in (path for argument in given for path in _expanded(argument)):
        for file in files(root):
            name = Path(below(root, file).removesuffix(".gz")).with_suffix("").as_posix()
            by_path.setdefault(file.resolve(), Source(file, name))
    times = Counter(source.name for source in by_path.values())
    return [
        source if times[source.name] == 1 else Source(source.path, f"{path.parent.name}/{source.name}")
        for path, source in by_path.items()
    ]


def _expanded(argument: str) -> list[Path]:
    """The paths that an argument means: itself, or those that it fits as a glob."""
    if Path(argument).exists():
        return [Path(argument)]
    found = [Path(path) for path in sorted(glob(argument, recursive=True))]
    if not found:
        raise InputError(argument, None, "no such file or folder")
    return found
