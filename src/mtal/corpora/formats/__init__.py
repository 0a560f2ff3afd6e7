"""The corpus formats: adding one is adding a file beside this one and a line below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from mtal.corpora.formats import conll2012, conllu, dygie, ontonotes, ptb, slots
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence
from mtal.errors import UserError


class Read(Protocol):
    """The sentences of one file, in order; counts in `report`; `InputError` with file and line for a fault."""

    def __call__(self, path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
        """Read `path`."""


class Format(NamedTuple):
    """Which files a path stands for, and how one of them is read."""

    files: Callable[[Path], list[Path]]
    read: Read
    tasks: tuple[str, ...]
    """The tasks that the format can carry labels for."""
    trees: bool = False
    """Whether its dependencies are made from constituency trees."""


PARSED = ("dp", "ner", "pos")

FORMATS: dict[str, Format] = {
    "conll2012": Format(conll2012.files, conll2012.read, PARSED, trees=True),
    "conllu": Format(conllu.files, conllu.read, PARSED),
    "dygie": Format(dygie.files, dygie.read, ("ner_span", "re")),
    "ontonotes": Format(ontonotes.files, ontonotes.read, PARSED, trees=True),
    "ptb": Format(ptb.files, ptb.read, ("dp", "pos"), trees=True),
    "slots": Format(slots.files, slots.read, ("sf", "id")),
}


def read_corpus(paths: Iterable[Path], format: str, *, report: ReadingReport) -> Iterator[Sentence]:
    """The sentences of all files that `paths` (files and folders) stand for, each file once.

    Raises `UserError` for an unknown format, and `InputError` for the first fault, unless `report` collects them.
    """
    for _, file in corpus_files(paths, format, report=report):
        with report.faults():
            yield from FORMATS[format].read(file, report=report)


def corpus_files(paths: Iterable[Path], format: str, *, report: ReadingReport) -> Iterator[tuple[Path, Path]]:
    """The path given and the file, for all files that `paths` stand for, each file once; faults as in `read_corpus`."""
    if format not in FORMATS:
        raise UserError(f"unknown format {format!r}; known are {', '.join(FORMATS)}")
    seen: set[Path] = set()
    for path in paths:
        files: list[Path] = []
        with report.faults():
            files = FORMATS[format].files(Path(path))
        for file in files:
            if file.absolute() not in seen:
                seen.add(file.absolute())
                yield Path(path), file
