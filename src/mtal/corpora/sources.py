"""Which files a path given by the user stands for, and how a file is called in sentence ids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mtal.errors import InputError


def files_like(*patterns: str) -> Callable[[Path], list[Path]]:
    """A function that lists the files a path stands for: the file itself, or all in a folder that fit a pattern.

    Sorted, at any depth. The function raises `InputError` for a path that isn't there and a folder without such files.
    """

    def files(path: Path) -> list[Path]:
        if path.is_file():
            return [path]
        if not path.is_dir():
            raise InputError(path, None, "no such file or folder")
        found = sorted({file for pattern in patterns for file in path.rglob(pattern) if file.is_file()})
        if not found:
            raise InputError(path, None, f"no file named {' or '.join(patterns)} in this folder")
        return found

    return files


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
