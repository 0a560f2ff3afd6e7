"""Entities and relations in JSON lines, as DyGIE and SciERC have them: one document a line.

Fields: `sentences` (lists of words), `ner` ([start, end, type]) and `relations` ([start1, end1, start2, end2, type]),
parallel by sentence. Indices count words from the start of the document, from 0, ends inclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtal.corpora import sources
from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.corpora.words import visible
from mtal.errors import InputError
from mtal.files import json_lines, parse_json

files = sources.files_like("*.json", "*.json.gz", "*.jsonl", "*.jsonl.gz")

FIELDS = ("sentences", "ner", "relations")


def read(path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
    """All sentences of one file, with `re`; indices count from the start of the sentence, entries keep their order.

    Id: `doc_key:position` where documents have a key, else `folder/file:position`. Domain: the file's folder.
    A repeated entry is dropped and counted. Raises `InputError` with the line of the first fault.
    """
    label, position, empty = sources.label(path), 0, True
    for number, line in enumerate(json_lines(path), 1):
        if not line.strip():
            continue
        report.counts["documents"] += 1
        empty = False
        with report.faults():
            try:
                key, sentences = _document(parse_json(line, path, number), report)
            except _Fault as fault:
                raise InputError(path, number, str(fault)) from None
            for i, (words, labels) in enumerate(sentences):
                sentence_id = f"{key}:{i}" if key else f"{label}:{position + i}"
                yield report.accept(Sentence(sentence_id, sources.folder_name(path), words, labels), path, number)
            position += len(sentences)
            report.note("document without a sentence", not sentences)
    if empty:
        raise InputError(path, None, "no document in this file")


def short_entities(sentence: Sentence, max_width: int = 8) -> int:
    """Entity spans of at most `max_width` words in `sentence`."""
    entities = sentence.labels["re"]["entities"]
    return len({(start, end) for start, end, _ in entities if end - start < max_width})


def keeps_pair(sentence: Sentence, max_width: int = 8) -> bool:
    """Whether the paper keeps `sentence`: at least two entity spans of at most `max_width` words (paper Table 2)."""
    return short_entities(sentence, max_width) >= 2


class _Fault(ValueError):
    """What is wrong with a line."""


def _document(record: object, report: ReadingReport) -> tuple[str, list[tuple[list[str], dict[str, Any]]]]:
    """The document's key ("" without one) and its sentences as words and labels; `_Fault` where it isn't one."""
    if not isinstance(record, dict):
        raise _Fault("not a JSON object")
    if missing := [repr(name) for name in FIELDS if name not in record]:
        raise _Fault(f"missing: {', '.join(missing)}; give one list a sentence, empty where it has none")
    lists = [_list(record[name], f"field {name!r}") for name in FIELDS]
    if not len(lists[0]) == len(lists[1]) == len(lists[2]):
        raise _Fault("lists aren't parallel: " + ", ".join(f"{len(v)} {k}" for k, v in zip(FIELDS, lists, strict=True)))
    key = record.get("doc_key", "")
    if not isinstance(key, str):
        raise _Fault("doc_key isn't a string")
    sentences: list[tuple[list[str], dict[str, Any]]] = []
    offset = 0
    for i, (words, entities, relations) in enumerate(zip(*lists, strict=True)):
        try:
            words = _words(words)
            labels = _labels(entities, relations, offset, len(words), report)
        except _Fault as fault:
            raise _Fault(f"sentence {i + 1}: {fault}") from None
        sentences.append((visible(words, report), {"re": labels}))
        offset += len(words)
    return _stripped(_encodable(key), report), sentences


def _words(value: object) -> list[str]:
    words = _list(value, "a sentence")
    if not words:
        raise _Fault("no words")
    if not all(isinstance(word, str) for word in words):
        raise _Fault("a word isn't a string")
    return [_encodable(word) for word in words]


def _labels(entities: object, relations: object, offset: int, length: int, report: ReadingReport) -> dict[str, Any]:
    """Entities and relations counted from the start of the sentence, checked."""
    named = _list(entities, "'ner'")
    found: dict[tuple[int, int], str] = {}
    for entry in named:
        start, end, kind = _entry(entry, 2, offset, length, report)
        if found.setdefault((start, end), kind) != kind:
            raise _Fault(f"span {entry[:2]} has two types")
    related = _list(relations, "'relations'")
    linked: dict[tuple[int, int, int, int, str], None] = {}
    for entry in related:
        *ends, kind = _entry(entry, 4, offset, length, report)
        for span in (tuple(ends[:2]), tuple(ends[2:])):
            if span not in found:
                raise _Fault(f"relation argument {[i + offset for i in span]} is not listed in 'ner'")
        if ends[:2] == ends[2:]:
            raise _Fault(f"relation of the span {entry[:2]} with itself")
        linked[*ends, kind] = None
    report.note("repeated entity entry dropped", len(named) - len(found))
    report.note("repeated relation entry dropped", len(related) - len(linked))
    return {"entities": [[*span, kind] for span, kind in found.items()], "relations": [list(entry) for entry in linked]}


def _entry(entry: object, indices: int, offset: int, length: int, report: ReadingReport) -> list[Any]:
    """`entry` with its indices counted from the start of the sentence; `_Fault` where it isn't one."""
    values: list[Any] = entry if isinstance(entry, list) else []
    well_formed = len(values) == indices + 1 and all(type(i) is int for i in values[:-1])
    if not (well_formed and isinstance(values[-1], str) and values[-1].strip()):
        raise _Fault(f"{shown(entry)} is not {indices} indices and a type")
    ends = [i - offset for i in values[:-1]]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        if not 0 <= start <= end < length:
            words = f"{offset}..{offset + length - 1}"
            raise _Fault(f"span [{start + offset}, {end + offset}] lies outside the sentence (words {words})")
    return [*ends, _stripped(_encodable(values[-1]), report)]


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Fault(f"{what} isn't a list")
    return value


def _stripped(name: str, report: ReadingReport) -> str:
    """`name` without white space around it."""
    report.note("white space around a document's key or a type taken off", name != name.strip())
    return name.strip()


def _encodable(text: str) -> str:
    """`text`, if it can be written as UTF-8 (JSON escapes can smuggle in half a character)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise _Fault(f"{shown(text)} is not valid Unicode") from None
    return text
