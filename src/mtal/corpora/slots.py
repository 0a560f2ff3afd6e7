"""Slot filling and intents: one utterance a line, `word:tag word:tag ... <=> intent;intent`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mtal.corpora import bio, sources
from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.corpora.words import visible
from mtal.errors import InputError
from mtal.files import read_lines

files = sources.files_like("train", "valid", "dev", "test", "*.txt")

SEPARATOR = " <=> "
MISSING = "_"


def read(path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
    """The utterances of one file, with `sf` and `id`; a tag or an intent `_` is missing.

    Id: `folder/file:position`. Domain: the file's folder. Words may hold colons (the last one counts); an empty word
    gets a placeholder. Raises `InputError` with the line of the first fault, and for a file without an utterance.
    """
    position = 0
    for number, line in enumerate(read_lines(path), 1):
        if not line:
            report.note("blank line left out")
            continue
        with report.faults():
            sentence_id = f"{sources.label(path)}:{position}"
            position += 1
            yield report.accept(_utterance(path, number, line, sentence_id, report), path, number)
    if not position:
        raise InputError(path, None, "no utterance in this file")


def _utterance(path: Path, number: int, line: str, sentence_id: str, report: ReadingReport) -> Sentence:
    parts = line.split(SEPARATOR)
    if len(parts) != 2:
        raise InputError(path, number, f"{len(parts) - 1} times {SEPARATOR!r} instead of once")
    words, tags = _words(path, number, parts[0])
    intents = parts[1].split(";")
    if not all(intent.strip() for intent in intents):
        raise InputError(path, number, f"empty intent in {shown(parts[1])}")
    if MISSING in intents and len(intents) > 1:
        raise InputError(path, number, f"missing intent {MISSING!r} beside others in {shown(parts[1])}")
    labels = {"sf": tags if any(tags) else None, "id": intents if intents != [MISSING] else None}
    there = {task: label for task, label in labels.items() if label is not None}
    return Sentence(sentence_id, sources.folder_name(path), visible(words, report), there)


def _words(path: Path, number: int, text: str) -> tuple[list[str], list[str | None]]:
    words, tags = [], list[str | None]()
    for place, item in enumerate(text.split(" "), 1):
        word, colon, tag = item.rpartition(":")
        if not (colon and tag):
            raise InputError(path, number, f"item {place}, {shown(item)}, has no tag (word:tag)")
        words.append(word)
        tags.append(None if tag == MISSING else tag)
    if fault := bio.fault(tags):
        raise InputError(path, number, f"item {fault[0] + 1}: {fault[1]}")
    return words, tags
