"""Files of text that a model is asked about: their words, whatever labels they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from mtal.corpora.characters import hidden
from mtal.corpora.formats import FORMATS
from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.corpora.sources import folder_name
from mtal.corpora.words import visible
from mtal.errors import InputError, UserError
from mtal.files import parse_line, raw_lines, read_lines
from mtal.texts.segmentation import MANY

STDIN = Path("/dev/stdin")
ENDINGS = {".txt": "text", ".jsonl": "jsonl", ".conllu": "conllu", ".conllup": "conllu"}
"""What a name's ending, before `.gz`, says of the format."""
RAW = "raw"
"""The format of text whose sentences and words are still to be found."""

Words = Iterator[tuple[int, Any, Any, Any]]
"""The line, words, id and domain of each sentence, not looked at yet; None where the file has none."""


def read_files(names: Iterable[str], format: str | None, language: str | None = None) -> Iterator[Sentence]:
    """The sentences of all files without their labels, each file as it comes; `-` is standard input.

    `format`: a key of `INPUTS`; None: by each name's ending, text for standard input. `language`: whose rules divide
    text of the format `RAW`; None: `MANY`. A sentence without an id is called FILE:LINE, in a text that is divided
    FILE:LINE:PLACE, by the line of its paragraph. Raises `UserError` for a language where nothing is divided;
    `InputError` at once for a file that isn't there; when it comes to it, with the line of the first fault, and for a
    file without a sentence.
    """
    if language and format != RAW:
        raise UserError(f"--language {language}: only text that is to be divided has one; give --format {RAW}")
    readers = {**INPUTS, RAW: _own(_raw(language or MANY))}
    chosen = [(_file(name), readers[format or format_of(name)]) for name in names]
    return (sentence for path, read in chosen for sentence in _read_file(path, read))


def format_of(name: str) -> str:
    """The format that a file's name tells; `UserError` where it tells none."""
    ending = Path(name.removesuffix(".gz")).suffix
    if name == "-":
        return "text"
    if ending not in ENDINGS:
        raise UserError(f"{name}: of which format? Its name ends in none of {', '.join(ENDINGS)}; give --format")
    return ENDINGS[ending]


def _file(name: str) -> Path:
    path = STDIN if name == "-" else Path(name)
    if path.is_dir() or not path.exists():
        raise InputError(path, None, "a folder; give its files" if path.is_dir() else "no such file")
    return path


def _called(path: Path) -> str:
    return "stdin" if path == STDIN else path.as_posix()


def _read_file(path: Path, read: Callable[[Path], Iterator[Sentence]]) -> Iterator[Sentence]:
    empty = True
    for sentence in read(path):
        empty = False
        yield sentence
    if empty:
        raise InputError(path, None, "no sentence in this file")


def _own(lines: Callable[[Path], Words]) -> Callable[[Path], Iterator[Sentence]]:
    """A reader of sentences from one of their lines."""

    def read(path: Path) -> Iterator[Sentence]:
        report = ReadingReport()
        name, folder = _called(path), "stdin" if path == STDIN else folder_name(path)
        for line, words, identity, domain in lines(path):
            if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
                raise InputError(path, line, "not a sentence record: tokens must be a list of words, at least one")
            called = _or(identity, f"{name}:{line}"), _or(domain, folder)
            for what, text in zip(("id", "domain"), called, strict=True):
                if fault := hidden(text):
                    raise InputError(path, line, f"{what} {shown(text)} holds {fault}")
            yield Sentence(*called, visible(words, report))

    return read


def _or(given: object, default: str) -> str:
    return default if given is None else str(given)


def _text(path: Path) -> Words:
    """A sentence a line, its words divided by white space; empty lines are passed over."""
    for number, line in enumerate(read_lines(path), 1):
        if words := line.split():
            yield number, words, None, None


def _raw(language: str) -> Callable[[Path], Words]:
    """What divides text into sentences and words, paragraph by paragraph."""

    def lines(path: Path) -> Words:
        from mtal.texts.options import TextOptions
        from mtal.texts.paragraphs import Splitter

        found = Splitter(TextOptions(language=language)).sentences(enumerate(read_lines(path), 1))
        for number, sentences in groupby(found, key=itemgetter(0)):
            for place, (_, words) in enumerate(sentences):
                yield number, words, f"{_called(path)}:{number}:{place}", None

    return lines


def _records(path: Path) -> Words:
    """A JSON object a line, of which `tokens` and, where they are there, `id` and `domain` are read."""
    for number, raw in raw_lines(path):
        if raw.strip():
            value = parse_line(raw, path, number)
            record = value if isinstance(value, dict) else {}
            yield number, record.get("tokens"), record.get("id"), record.get("domain")


def _corpus(format: str) -> Callable[[Path], Iterator[Sentence]]:
    """The reader of a corpus format, whose labels are read, as it demands, and left out."""

    def read(path: Path) -> Iterator[Sentence]:
        for sentence in FORMATS[format].read(path, report=ReadingReport()):
            yield replace(sentence, labels={})

    return read


INPUTS: dict[str, Callable[[Path], Iterator[Sentence]]] = {
    "text": _own(_text),
    RAW: _own(_raw(MANY)),
    "jsonl": _own(_records),
    **{format: _corpus(format) for format in FORMATS},
}
