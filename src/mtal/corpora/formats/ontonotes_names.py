"""The entity layer of the OntoNotes release: `.name` files with ENAMEX markup, one sentence a line.

The words are those of the `.parse` file without its empty elements. `S_OFF` and `E_OFF` say how many characters of the
first and last word lie outside the entity; the whole word is tagged, as in CoNLL-2012.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtal.corpora.bio import Span
from mtal.corpora.ontonotes_facts import ENTITY_TYPES
from mtal.corpora.report import shown
from mtal.errors import InputError
from mtal.files import read_lines

OPENING = re.compile(r"<ENAMEX[^<>]*>")
ITEM = re.compile(r"((?:<ENAMEX[^<>]*>)*)([^<>]+)((?:</ENAMEX>)*)")  # one word and the tags tight around it
TYPE = re.compile(r'<ENAMEX(?: \w+="[^"]*")*? TYPE="([^"]*)"(?: \w+="[^"]*")*>', re.ASCII)
GLUE = "\0"  # stands for the spaces inside a tag while a line is split; never in a text that was read
ESCAPES = {"-AMP-": "&", "-LAB-": "<", "-RAB-": ">"}
ESCAPE = re.compile("|".join(ESCAPES))


class NameLine(NamedTuple):
    """One sentence of a `.name` file: words as written, outermost entities, and how many lay inside those."""

    line: int
    words: list[str]
    spans: list[Span]
    nested: int


def unescaped(word: str) -> str:
    """`word` with `&`, `<` and `>` for what SGML-safe text has instead."""
    return ESCAPE.sub(lambda match: ESCAPES[match[0]], word) if "-" in word else word


def read_names(path: Path) -> list[NameLine]:
    """The sentences of a `.name` file, blank ones included. Raises `InputError` with the line of the first fault."""
    return [_parse(path, number, line) for number, line in _sentence_lines(path)]


def _sentence_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines between `<DOC ...>` and `</DOC>`."""
    inside = False
    begun = 0
    for number, line in enumerate(read_lines(path), 1):
        if line.startswith("<DOC ") and line.rstrip().endswith(">") and not inside:
            inside, begun = True, number
        elif line.rstrip() == "</DOC>" and inside:
            inside = False
        elif inside:
            yield number, line
        elif line.strip():
            raise InputError(path, number, f"text outside <DOC ...> and </DOC>: {shown(line)}")
    if inside or not begun:
        raise InputError(path, begun or None, "<DOC ...> is never closed" if inside else "no <DOC ...> in this file")


def _parse(path: Path, number: int, line: str) -> NameLine:
    words: list[str] = []
    spans: list[Span] = []
    opened: list[tuple[str, int]] = []
    nested = 0
    for opening, word, closings in _items(path, number, line):
        opened += [(_type(path, number, tag), len(words)) for tag in opening]
        words.append(word)
        for _ in range(closings):
            if not opened:
                raise InputError(path, number, f"</ENAMEX> after {shown(word)} closes nothing")
            kind, start = opened.pop()
            if opened:
                nested += 1
            else:
                spans.append((start, len(words) - 1, kind))
    if opened:
        kind, start = opened[0]
        raise InputError(path, number, f"entity {kind}, opened before {shown(words[start])}, is never closed")
    return NameLine(number, words, spans, nested)


def _items(path: Path, number: int, line: str) -> Iterator[tuple[list[str], str, int]]:
    """Each word with the tags that open before it and the number of those that close after it."""
    for item in OPENING.sub(lambda tag: tag[0].replace(" ", GLUE), line).split(" "):
        if match := ITEM.fullmatch(item):
            opening, word, closing = match.groups()
            yield [tag.replace(GLUE, " ") for tag in OPENING.findall(opening)], word, closing.count("/")
        elif item:
            reason = "markup that isn't ENAMEX tight around words"
            raise InputError(path, number, f"{reason}: {shown(item.replace(GLUE, ' '))}")


def _type(path: Path, number: int, tag: str) -> str:
    match = TYPE.fullmatch(tag)
    if not match:
        raise InputError(path, number, f"malformed tag {shown(tag)}")
    if match[1] not in ENTITY_TYPES:
        known = ", ".join(sorted(ENTITY_TYPES))
        raise InputError(path, number, f"unknown entity type {shown(match[1])}; OntoNotes has {known}")
    return match[1]
