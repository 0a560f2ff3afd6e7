"""Slot filling and intents: one utterance a line, `word:tag word:tag ... <=> intent;intent`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mtal.corpora import bio, sources
from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.corpora.splits import splits_told
from mtal.corpora.words import visible
from mtal.errors import InputError
from mtal.files import read_lines


def is_slot_file(name: str) -> bool:
    """Whether a file is called like one of utterances: `*.txt`, or like a split and without ending."""
    return name.endswith((".txt", ".txt.gz")) or ("." not in name and bool(splits_told(name)))


files = sources.files_where(is_slot_file, "*.txt, or train, dev, test without ending,")

SEPARATOR = "<=>"
MISSING = "_"
SPACES = re.compile("[ \t]+")
EXTRA_SPACE = "line with tabs, or with too many spaces, between its items"
OTHER_SPACE = "white space around a tag or an intent taken off"


def read(path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
    """The utterances of one file, with `sf` and `id`; a tag or an intent `_` is missing.

    Id: `folder/file:position`. Domain: the file's folder. Words may hold colons (the last one counts); an empty word
    gets a placeholder. Tabs part items as spaces do; what is too much of either is counted. Raises `InputError` with
    the line of the first fault, and for a file without an utterance.
    """
    position = 0
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            report.note("blank line left out")
            continue
        with report.faults():
            sentence_id = f"{sources.label(path)}:{position}"
            position += 1
            yield report.accept(_utterance(path, number, line, sentence_id, report), path, number)
    if not position:
        raise InputError(path, None, "no utterance in this file")


def _utterance(path: Path, number: int, line: str, sentence_id: str, report: ReadingReport) -> Sentence:
    items = _items(line, report)
    if items.count(SEPARATOR) != 1:
        raise InputError(path, number, f"{items.count(SEPARATOR)} times {f' {SEPARATOR} '!r} instead of once")
    place = items.index(SEPARATOR)
    if not place:
        raise InputError(path, number, f"no word before {SEPARATOR!r}")
    words, tags = _words(path, number, items[:place], report)
    intents = _intents(path, number, " ".join(items[place + 1 :]), report)
    labels = {"sf": tags if any(tags) else None, "id": intents if intents != [MISSING] else None}
    there = {task: label for task, label in labels.items() if label is not None}
    return Sentence(sentence_id, sources.folder_name(path), visible(words, report), there)


def _items(line: str, report: ReadingReport) -> list[str]:
    """What stands between spaces; tabs and several spaces serve as one."""
    items = line.split(" ")
    if "\t" not in line and all(items):
        return items
    report.note(EXTRA_SPACE)
    return [item for item in SPACES.split(line) if item]


def _words(path: Path, number: int, items: list[str], report: ReadingReport) -> tuple[list[str], list[str | None]]:
    words, tags = [], list[str | None]()
    for place, item in enumerate(items, 1):
        word, colon, tag = _item(path, number, place, item, report).rpartition(":")
        if not (colon and tag):
            raise InputError(path, number, f"item {place}, {shown(item)}, has no tag (word:tag)")
        words.append(word)
        tags.append(None if tag == MISSING else tag)
    if fault := bio.fault(tags):
        raise InputError(path, number, f"item {fault[0] + 1}: {fault[1]}")
    return words, tags


def _item(path: Path, number: int, place: int, item: str, report: ReadingReport) -> str:
    """`item` without other kinds of white space behind it; `InputError` where one may part two items."""
    if item.isprintable():
        return item
    if any(":" in part for part in item.split()[:-1]):
        reason = f"item {place}, {shown(item)}, may be two items or one: part them by a plain space or by none"
        raise InputError(path, number, reason)
    report.note(OTHER_SPACE, item != item.rstrip())
    return item.rstrip()


def _intents(path: Path, number: int, text: str, report: ReadingReport) -> list[str]:
    intents = text.split(";")
    stripped = [intent.strip() for intent in intents]
    if not all(stripped):
        raise InputError(path, number, f"empty intent in {shown(text)}")
    if MISSING in stripped and len(stripped) > 1:
        raise InputError(path, number, f"missing intent {MISSING!r} beside others in {shown(text)}")
    report.note(OTHER_SPACE, sum(a != b for a, b in zip(intents, stripped, strict=True)))
    return stripped
