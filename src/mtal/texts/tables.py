"""Text in CSV: a text a row, in the column `text`; a column `id` names it, all others are passed over."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from mtal.corpora.report import ReadingReport, shown
from mtal.errors import InputError
from mtal.files import read_lines
from mtal.texts.found import Found, Split, divided, named

PARTED_BY = (",", ";", "\t")
TEXT, ID = "text", "id"


def read_table(path: Path, split: Split, report: ReadingReport) -> Iterator[Found]:
    """The sentences of a file; `InputError` with the line of the first fault.

    The sign between columns, in `PARTED_BY`, is the one that makes a column `text` of the header.
    """
    header, sign = _header(path)
    text, id = header.index(TEXT), header.index(ID) if ID in header else None
    for number, row in _rows(path, sign):
        if len(row) != len(header):
            reason = f"{len(row)} columns where the header has {len(header)}; a text with {shown(sign)} needs quotes"
            raise InputError(path, number, reason)
        if row[text].strip():
            name = None if id is None else named(path, number, ID, row[id].strip())
            yield from divided(path, number, row[text], split, name, None)
        else:
            report.note("row without a text left out")


def _header(path: Path) -> tuple[list[str], str]:
    """The names of the columns, in small letters, and what stands between them."""
    line = next(read_lines(path), "")
    headers = {sign: _columns(line, sign) for sign in PARTED_BY}
    sign = next((sign for sign in PARTED_BY if TEXT in headers[sign]), None)
    if sign is None:
        shortest = min(headers.values(), key=lambda names: max(map(len, names), default=0))
        there = ", ".join(map(shown, shortest)) or "nothing"
        raise InputError(path, 1, f"no column {TEXT!r} in the header, which has {there}")
    for name in (TEXT, ID):
        if headers[sign].count(name) > 1:
            raise InputError(path, 1, f"two columns {name!r}")
    return headers[sign], sign


def _columns(line: str, sign: str) -> list[str]:
    return [name.strip().casefold() for name in next(csv.reader([line], delimiter=sign), [])]


def _rows(path: Path, sign: str) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header that aren't empty, each with the number of its first line."""
    rows = csv.reader((f"{line}\n" for line in read_lines(path)), delimiter=sign, strict=True)
    begin = 1
    try:
        for row in rows:
            if begin > 1 and row:
                yield begin, row
            begin = rows.line_num + 1
    except csv.Error as error:
        raise InputError(path, begin, f"not CSV: {error}") from None
