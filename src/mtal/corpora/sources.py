"""Which files a path given by the user stands for, and how a file is called in sentence ids."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
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
