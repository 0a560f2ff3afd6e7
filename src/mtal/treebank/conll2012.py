"""Trees from the parse-bit column of CoNLL-2012 files (`*.gold_conll`, `*.auto_conll`), streaming."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mtal.errors import InputError
from mtal.files import OTHER_ENDS, read_lines
from mtal.treebank.tree import Tree, tree_from_parse_bits

WORD, TAG, BIT = 3, 4, 5
LEAST_COLUMNS = 11
SKELETON_WORD = "[WORD]"
_COLUMN = re.compile(r"\S+", re.ASCII)  # words may hold other kinds of white space


def read_conll_trees(path: str | Path) -> Iterator[Tree]:
    """The trees of a CoNLL-2012 file (plain or `.gz`) in order; raises `InputError` with the line."""
    found = False
    for line, rows in _sentences(path):
        found = True
        words, tags, bits = ([row[column] for row in rows] for column in (WORD, TAG, BIT))
        yield tree_from_parse_bits(words, tags, bits, path=str(path), line=line)
    if not found:
        raise InputError(path, None, "there is no sentence in this file")


def is_mark(path: str | Path, number: int, line: str) -> bool:
    """Whether the line begins or ends a document; `InputError` where there may be a second line behind that."""
    if not line.lstrip(" \t").startswith(("#begin", "#end")):
        return False
    if OTHER_ENDS.search(line):
        raise InputError(path, number, "words may stand behind this mark in one line; end lines in LF or CRLF")
    return True


def refuse_skeleton(path: str | Path, line: int, word: str) -> None:
    """`InputError` for the word of a file that came without its words, as CoNLL-2012 is distributed."""
    if word == SKELETON_WORD:
        reason = (
            "the file is a skeleton: it has [WORD] for each word; fill it from the OntoNotes release (skeleton2conll)"
        )
        raise InputError(path, line, reason)


def _sentences(path: str | Path) -> Iterator[tuple[int, list[list[str]]]]:
    """The rows of each sentence with the line of the first; a blank line or a `#` line ends a sentence."""
    rows: list[list[str]] = []
    first = 0
    for number, line in enumerate(read_lines(path), 1):
        columns = _COLUMN.findall(line)
        if not columns or is_mark(path, number, line):
            if rows:
                yield first, rows
            rows = []
            continue
        if len(columns) < LEAST_COLUMNS:
            reason = f"{len(columns)} columns; a CoNLL-2012 row has {LEAST_COLUMNS} or more"
            raise InputError(path, number, reason)
        refuse_skeleton(path, number, columns[WORD])
        first = first if rows else number
        rows.append(columns)
    if rows:
        yield first, rows
