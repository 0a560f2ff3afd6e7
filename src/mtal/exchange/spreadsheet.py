"""A spreadsheet: CSV with a word a row, for people without a tool.

Columns: `sentence` (id), `number` (of the word, from 1), `word`, `done`, then those of the entries
(`mtal.exchange.cells`), then `asked`, `rank`, `reason` and `confidence`. What is said of a sentence stands in its first
row. A sentence is answered when `done` has something in its first row (`x`, `yes`; neither `no` nor `0`). Nothing is
counted in characters. A program that changes words (`1/2` to a date) is found out: the sentence isn't taken, so import
all columns as text. A file holds the answers of one annotator.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path

from mtal.corpora.report import shown
from mtal.errors import InputError
from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.cells import COLUMNS, OF_SENTENCE, Cells, cells, check_labels, entry
from mtal.exchange.faults import Unfit
from mtal.exchange.taking import Taking
from mtal.files import read_rows, write_rows

FIXED = ("sentence", "number", "word", "done")
"""The columns that every file has."""
TOLD = ("asked", "rank", "reason", "confidence")
UNDONE = frozenset({"", "no", "0", "false"})
BYTE_ORDER_MARK = "\ufeff"
"""Without it before the header, some programs take the file for one of their own code page."""

Row = dict[str, str]


def hand_out(folder: Path, batch: Batch) -> list[Path]:
    """Write the table below `folder`; `UserError` for a label that a cell couldn't hold."""
    check_labels(batch, {}, "a spreadsheet")
    path = folder / "batch.csv"
    header = [*FIXED, *(column for layer in batch.layers() for column in COLUMNS[layer]), *TOLD]
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
    for name, group in groupby(_table(path, taking.batch), key=lambda numbered: numbered[1]["sentence"]):
        numbered = list(group)
        line = numbered[0][0]
        with taking.refusing(path, line, lines=True):
            if not any(row[column] for _, row in numbered for column in FIXED):
                continue
            item = taking.item(name)
            with taking.refusing(path, line, item, lines=True):
                _take(path, line, taking, item, [row for _, row in numbered], annotator)


def _table(path: Path, batch: Batch) -> Iterator[tuple[int, Row]]:
    """The rows by column, without white space around what people typed, with their lines."""
    rows = read_rows(path)
    first, header = next(rows, (1, []))
    names = [name.strip() for name in header]
    asked = dict.fromkeys(layer for item in batch.items for layer in item.asked())
    for needed in (*FIXED, *(column for layer in asked for column in COLUMNS[layer])):
        if names.count(needed) != 1:
            times = "no column" if needed not in names else "two columns"
            raise InputError(path, first, f"{times} {needed!r}; keep the header as it was handed out, parted by commas")
    for line, row in rows:
        values = dict.fromkeys(names, "") | dict(zip(names, row, strict=False))
        yield line, {name: value if name == "word" else value.strip() for name, value in values.items()}


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
    found: dict[str, list[str | None]] = {name: [row[name] or None for row in rows] for name in COLUMNS[layer]}
    for name, column in found.items():
        if name in OF_SENTENCE and (late := next(filter(None, column[1:]), None)):
            raise Unfit(f"{shown(late)} in column {name!r} isn't in the sentence's first row")
    return found
