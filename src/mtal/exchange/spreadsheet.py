"""A spreadsheet: CSV with a word a row, for people without a tool.

Columns: `sentence` (id), `number` (of the word, from 1), `word`, `done`, then those of the entries
(`mtal.exchange.cells`), then `asked`, `rank`, `reason` and `confidence`. What is said of a sentence stands in its first
row. A sentence is answered when `done` has something in its first row (`x`, `yes`; neither `no` nor `0`). Nothing is
counted in characters. A program that changes words (`1/2` to a date) is found out: the sentence isn't taken, so import
all columns as text. A file holds the answers of one annotator.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path

from mtal.corpora.report import shown
from mtal.errors import InputError
from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.cells import Cells, cells, check_labels, columns, entry, is_of_sentence
from mtal.exchange.faults import Unfit
from mtal.exchange.taking import Taking
from mtal.files import read_lines, read_rows, write_rows
from mtal.tasks.layers import all_layers

FIXED = ("sentence", "number", "word", "done")
"""The columns that every file has."""
TOLD = ("asked", "rank", "reason", "confidence")
KEEP = "keep the header as it was handed out"
PARTED_BY = (",", ";", "\t")
"""What may stand between columns: some programs write what their country's numbers leave free."""
UNDONE = frozenset({"", "no", "0", "false"})
BYTE_ORDER_MARK = "\ufeff"
"""Without it before the header, some programs take the file for one of their own code page."""

Row = dict[str, str]


def hand_out(folder: Path, batch: Batch) -> list[Path]:
    """Write the table below `folder`; `UserError` for a label that a cell couldn't hold."""
    check_labels(batch, {}, "a spreadsheet")
    path = folder / "batch.csv"
    header = [*FIXED, *(column for layer in batch.layers() for column in columns(layer)), *TOLD]
    rows = ([row.get(column, "") for column in header] for item in batch.items for row in _rows(item))
    write_rows(path, chain([[BYTE_ORDER_MARK + header[0], *header[1:]]], rows))
    return [path]


def _rows(item: Item) -> Iterator[Row]:
    filled = {name: column for layer, label in item.filled_in.items() for name, column in cells(layer, label).items()}
    told = {"asked": " ".join(item.tasks), **fields.about(item)}
    for i, word in enumerate(item.sentence.tokens):
        row = {"sentence": item.sentence.id, "number": str(i + 1), "word": word}
        row |= {name: column[i] or "" for name, column in filled.items() if i < len(column)}
        yield row | ({} if i else {name: str(value) for name, value in told.items()})


def take_in(path: Path, taking: Taking, annotator: str) -> None:
    """Take a table, whose answers are `annotator`'s."""
    for name, group in groupby(_table(path), key=lambda numbered: numbered[1]["sentence"]):
        numbered = list(group)
        line = numbered[0][0]
        with taking.refusing(path, line, lines=True):
            if not any(row[column] for _, row in numbered for column in FIXED):
                continue
            item = taking.item(name)
            _check_columns(path, list(numbered[0][1]), [name for layer in item.asked() for name in columns(layer)])
            with taking.refusing(path, line, item, lines=True):
                _take(path, line, taking, item, [row for _, row in numbered], annotator)


def _table(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows by column, without white space around what people typed, with their lines."""
    rows = read_rows(path, _sign(path))
    names = [name.strip() for name in next(rows, (1, []))[1]]
    known = {*FIXED, *(column for layer in all_layers() for column in columns(layer))}
    if twice := next((name for name in names if name in known and names.count(name) > 1), None):
        raise InputError(path, 1, f"two columns {twice!r}; {KEEP}")
    _check_columns(path, names, FIXED)
    for line, row in rows:
        values = dict.fromkeys(names, "") | dict(zip(names, row, strict=False))
        yield line, {name: value if name == "word" else value.strip() for name, value in values.items()}


def _sign(path: Path) -> str:
    """What stands between columns: the sign that makes a column `sentence` of the header; else a comma."""
    header = [next(read_lines(path), "")]
    found = (sign for sign in PARTED_BY if FIXED[0] in map(str.strip, next(csv.reader(header, delimiter=sign), [])))
    return next(found, PARTED_BY[0])


def _check_columns(path: Path, names: Collection[str], needed: Iterable[str]) -> None:
    """A file must have the columns of what its own sentences are asked for; other batches may be asked for more."""
    if missing := next((column for column in needed if column not in names), None):
        raise InputError(path, 1, f"no column {missing!r}; {KEEP}")


def _take(path: Path, line: int, taking: Taking, item: Item, rows: list[Row], annotator: str) -> None:
    words = item.sentence.tokens
    if rows[0]["done"].casefold() in UNDONE:
        return
    taking.begin(item, annotator, item.asked())
    if [row["number"] for row in rows] != [str(i + 1) for i in range(len(words))]:
        raise Unfit(f"its rows aren't the words 1 to {len(words)} in order")
    taking.item(item.sentence.id, words=[row["word"] for row in rows])
    for layer in item.asked():
        with taking.refusing(path, line, item, lines=True):
            taking.answer(item, annotator, layer, entry(layer, _cells(layer, rows), words))


def _cells(layer: str, rows: list[Row]) -> Cells:
    """The cells of an entry; what is said of the sentence must stand in its first row."""
    found: dict[str, list[str | None]] = {name: [row[name] or None for row in rows] for name in columns(layer)}
    for name, column in found.items():
        if is_of_sentence(layer) and (late := next(filter(None, column[1:]), None)):
            raise Unfit(f"{shown(late)} in column {name!r} isn't in the sentence's first row")
    return found
