"""The files that people name, and the reader of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mtal.corpora import sources
from mtal.corpora.formats import FORMATS
from mtal.corpora.report import ReadingReport
from mtal.corpora.words import visible
from mtal.errors import InputError, UserError
from mtal.files import read_lines
from mtal.texts.found import Found, Split
from mtal.texts.records import read_records
from mtal.texts.tables import read_table

Reader = Callable[[Path, Split, ReadingReport], Iterator[Found]]
"""The sentences of a file; counts in the report; `InputError` for the first fault."""

ENDINGS = {
    ".txt": "text",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".conllu": "conllu",
    ".conllup": "conllu",
}
"""What a name's ending, before `.gz`, says of the format."""
LIKE = {"text": (".txt",), "words": (".txt",), "jsonl": (".jsonl",), "csv": (".csv", ".tsv")}
"""How files of a format that isn't a corpus's are called in a folder."""


def files_of(paths: Iterable[str | Path], format: str | None) -> list[tuple[Path, str]]:
    """The files that paths stand for, each once, and how each is written: those of a folder sorted, at any depth.

    `format`: see `mtal.texts.options.TextOptions`. In a folder, files whose names tell no format are passed over.
    Raises `InputError` for a path that isn't there and for a folder without a file that can be read, `UserError` where
    the name of a file tells no format.
    """
    there: dict[Path, tuple[Path, str]] = {}
    for path in map(Path, paths):
        for file in _listing(format)(path):
            there.setdefault(file.resolve(), (file, format or format_of(file)))
    return list(there.values())


def format_of(path: Path) -> str:
    """The format that a file's name tells; `UserError` where it tells none."""
    if (ending := _ending(path.name)) not in ENDINGS:
        raise UserError(f"{path}: of which format? Its name ends in none of {', '.join(ENDINGS)}; say which")
    return ENDINGS[ending]


def _ending(name: str) -> str:
    return Path(name.removesuffix(".gz")).suffix


def _listing(format: str | None) -> Callable[[Path], list[Path]]:
    if format in FORMATS:
        return FORMATS[format].files
    endings = tuple(ENDINGS) if format is None else LIKE[format]
    return sources.files_where(lambda name: _ending(name) in endings, " or ".join(f"*{each}" for each in endings))


def read_file(path: Path, format: str, split: Split, report: ReadingReport) -> Iterator[Found]:
    """The sentences of a file, with the labels that it has; `InputError` for its first fault, or if it has none."""
    empty = True
    for found in READERS[format](path, split, report):
        empty = False
        yield found
    if empty:
        raise InputError(path, None, "no sentence in this file")


def _plain(path: Path, split: Split, report: ReadingReport) -> Iterator[Found]:
    """Plain text, whose sentences and words are still to be found."""
    return (Found(line, words) for line, words in split(enumerate(read_lines(path), 1)))


def _words(path: Path, split: Split, report: ReadingReport) -> Iterator[Found]:
    """A sentence a line, its words parted by white space."""
    for number, line in enumerate(read_lines(path), 1):
        if words := line.split():
            yield Found(number, visible(words, report))


def _corpus(format: str) -> Reader:
    """The reader of a corpus format. What it calls by file and place only has no id of its own."""

    def read(path: Path, split: Split, report: ReadingReport) -> Iterator[Found]:
        by_place = re.compile(re.escape(sources.label(path)) + ":[0-9]+")
        for sentence in FORMATS[format].read(path, report=report):
            id = None if by_place.fullmatch(sentence.id) else sentence.id
            yield Found(None, sentence.tokens, id, sentence.domain, sentence.labels)

    return read


READERS: dict[str, Reader] = {
    "text": _plain,
    "words": _words,
    "jsonl": read_records,
    "csv": read_table,
    **{format: _corpus(format) for format in FORMATS},
}
