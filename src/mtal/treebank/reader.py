"""Trees from Penn Treebank `.mrg` and OntoNotes `.parse` files, streaming."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from mtal.errors import InputError
from mtal.files import read_lines
from mtal.treebank.brackets import BRACKET, CLOSE, WRAPPERS, read_bracket
from mtal.treebank.tree import Fault, Tree, grow_tree


def _stop(error: InputError) -> None:
    raise error


def read_trees(path: str | Path, refuse: Callable[[InputError], None] = _stop) -> Iterator[Tree]:
    """The trees of a bracketed file (plain or `.gz`) in order; only one tree is held at a time.

    Each tree stands in a wrapper: an empty bracket, `TOP` or `ROOT`. Raises `InputError` with the line for brackets
    that don't match, a tree without wrapper, a phrase without leaf, a word beside a phrase, and a file without a tree.
    A fault of a tree goes to `refuse`; if that returns, reading goes on behind the tree.
    """
    found = False
    for line, text in _chunks(path, refuse):
        found = True
        yield from _parse(path, line, text, refuse)
    if not found:
        raise InputError(path, None, "there is no tree in this file")


def _chunks(path: str | Path, refuse: Callable[[InputError], None]) -> Iterator[tuple[int, str]]:
    """Runs of whole lines that hold whole trees, each with the number of its first line."""
    lines: list[str] = []
    depth = first = 0
    for number, line in enumerate(read_lines(path), 1):
        if not lines:
            if not line or line.isspace():
                continue
            first = number
        elif line[:1] == "(" and _begins_tree(line):
            reason = f"a tree begins inside that of line {first}, which lacks a closing bracket"
            refuse(InputError(path, number, reason))
            lines, depth, first = [], 0, number
        lines.append(line)
        depth += line.count("(") - line.count(")")
        if depth <= 0:
            yield first, "\n".join(lines)
            lines, depth = [], 0
    if lines:
        refuse(InputError(path, first, "the file ends inside the tree that begins here"))


def _begins_tree(line: str) -> bool:
    found = BRACKET.match(line)
    if found is None:
        return False
    bracket = read_bracket(found[0])
    return bracket.label in WRAPPERS and not bracket.form and line[found.end() :].lstrip()[:1] != CLOSE


def _parse(path: str | Path, line: int, text: str, refuse: Callable[[InputError], None]) -> Iterator[Tree]:
    """The trees in `text`, which begins at `line`."""
    texts: list[str] = BRACKET.findall(text)
    start = 0
    while start < len(texts):
        try:
            tree, start = grow_tree(texts, start, line=line + _line_breaks(text, start) if start else line)
        except Fault as fault:
            error = InputError(path, line + _line_breaks(text, fault.position), fault.reason)
        else:
            yield tree
            continue
        refuse(error)
        start = _behind(texts, start)


def _behind(texts: list[str], start: int) -> int:
    """The position behind the tree, or behind the run of words and closing brackets, that begins at `start`."""
    depth = 0
    for position in range(start, len(texts)):
        opens = texts[position][0] == "("
        if depth == 0 and opens and position > start:
            return position
        if opens and texts[position][-1] != CLOSE:
            depth += 1
        elif texts[position] == CLOSE:
            depth = max(0, depth - 1)
    return len(texts)


def _line_breaks(text: str, position: int) -> int:
    """How many lines end before the bracket at this position of the list."""
    for number, match in enumerate(BRACKET.finditer(text)):
        if number == position:
            return text.count("\n", 0, match.start())
    return text.count("\n")
