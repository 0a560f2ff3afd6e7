"""Trees from Penn Treebank `.mrg` and OntoNotes `.parse` files, streaming."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mtal.errors import InputError
from mtal.files import read_lines
from mtal.treebank.brackets import BRACKET, WRAPPERS, read_bracket
from mtal.treebank.tree import Fault, Tree, grow_tree


def read_trees(path: str | Path) -> Iterator[Tree]:
    """The trees of a bracketed file (plain or `.gz`) in order; only one tree is held at a time.

    Each tree stands in a wrapper: an empty bracket, `TOP` or `ROOT`. Raises `InputError` with the line for brackets
    that don't match, a tree without wrapper, a phrase without leaf, a word beside a phrase, and a file without a tree.
    """
    found = False
    for line, text in _chunks(path):
        for tree in _parse(path, line, text):
            found = True
            yield tree
    if not found:
        raise InputError(path, None, "there is no tree in this file")


def _chunks(path: str | Path) -> Iterator[tuple[int, str]]:
    """Runs of whole lines that hold whole trees, each with the number of its first line."""
    lines: list[str] = []
    depth = first = 0
    for number, line in enumerate(read_lines(path), 1):
        if not lines:
            if not line or line.isspace():
                continue
            first = number
        elif line[:1] == "(" and _begins_tree(line):
            raise InputError(path, number, f"a tree begins inside that of line {first}, which lacks a closing bracket")
        lines.append(line)
        depth += line.count("(") - line.count(")")
        if depth <= 0:
            yield first, "\n".join(lines)
            lines, depth = [], 0
    if lines:
        raise InputError(path, first, "the file ends inside the tree that begins here")


def _begins_tree(line: str) -> bool:
    bracket = read_bracket(BRACKET.match(line)[0])
    return bracket.label in WRAPPERS and not bracket.form


def _parse(path: str | Path, line: int, text: str) -> Iterator[Tree]:
    """The trees in `text`, which begins at `line`."""
    texts: list[str] = BRACKET.findall(text)
    start = 0
    while start < len(texts):
        try:
            tree, start = grow_tree(texts, start, line=line + _line_breaks(text, start) if start else line)
        except Fault as fault:
            raise InputError(path, line + _line_breaks(text, fault.position), fault.reason) from None
        yield tree


def _line_breaks(text: str, position: int) -> int:
    """How many lines end before the bracket at this position of the list."""
    for number, match in enumerate(BRACKET.finditer(text)):
        if number == position:
            return text.count("\n", 0, match.start())
    return text.count("\n")
