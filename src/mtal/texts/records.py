"""Text in JSON lines: words that are divided, with labels or without, or a text in a field.

Fields: `tokens`, and `labels` as `mtal.corpora.sentence.Sentence` has them; or `text`. `id` and `domain` may be given;
all others are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.words import visible
from mtal.errors import InputError
from mtal.files import parse_line, raw_lines
from mtal.texts.entries import first_fault
from mtal.texts.found import Found, Split, check_words, divided, named


def read_records(path: Path, split: Split, report: ReadingReport) -> Iterator[Found]:
    """The sentences of a file; `InputError` with the line of the first fault."""
    for number, raw in raw_lines(path):
        if raw.strip():
            record = parse_line(raw, path, number)
            if not isinstance(record, dict):
                raise InputError(path, number, f"{shown(record)} instead of a JSON object")
            yield from _record(path, number, record, split, report)


def _record(path: Path, number: int, record: dict[str, Any], split: Split, report: ReadingReport) -> Iterator[Found]:
    id, domain = (named(path, number, name, record.get(name)) for name in ("id", "domain"))
    if "tokens" in record:
        words = visible(check_words(path, number, record["tokens"]), report)
        yield Found(number, words, id, domain, _labels(path, number, record.get("labels"), len(words)))
    elif isinstance(record.get("text"), str):
        if record.get("labels"):
            raise InputError(path, number, "labels need tokens, the words that they stand on, beside the text")
        yield from divided(path, number, record["text"], split, id, domain)
    else:
        other = "; the format dygie reads documents with sentences" if "sentences" in record else ""
        raise InputError(path, number, f"neither a list tokens nor a text: {', '.join(record) or 'empty'}{other}")


def _labels(path: Path, number: int, labels: Any, length: int) -> dict[str, Any]:
    if not isinstance(labels or {}, dict):
        raise InputError(path, number, f"labels are {shown(labels)} instead of a JSON object")
    there = {layer: entry for layer, entry in (labels or {}).items() if entry is not None}
    if reason := first_fault(there, length):
        raise InputError(path, number, reason)
    return there
