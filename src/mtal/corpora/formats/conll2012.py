"""CoNLL-2012 files (`*gold_conll`): words, tags, parse bits and entities in columns.

Their trees have neither function tags nor empty elements, so the dependencies are poorer than those of the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from mtal.corpora import bio, sources, trees
from mtal.corpora.ontonotes_facts import ENTITY_TYPES, GENRES
from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.corpora.words import visible
from mtal.errors import InputError
from mtal.files import read_lines
from mtal.treebank import is_mark, refuse_skeleton, tree_from_parse_bits

files = sources.files_like("*gold_conll", "*gold_conll.gz")

DOCUMENT, NUMBER, WORD, TAG, PARSE_BIT, ENTITY = 0, 2, 3, 4, 5, 10
LEAST_COLUMNS = 11
MISSING = "-"
COLUMN = re.compile(r"\S+", re.ASCII)  # words may hold other kinds of white space
BEGIN = re.compile(r"#begin document \(([^()]+)\)")
ENTITY_BIT = re.compile(r"(?:\((?P<kind>[^()*]+))?\*?(?P<close>\))?")


class Block(NamedTuple):
    """The rows of one sentence, the line of the first, and the document they belong to."""

    document: str
    line: int
    rows: list[list[str]]


def read(path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
    """The sentences of one file, with `dp`, `pos` and `ner`.

    Id: `document:position in the file`, over all parts. Domain: the document's genre. A document without any entity
    looks like one without entity layer, and gets no `ner`; a word with `-` for its entity has no gold. Raises
    `InputError` with the line of the first fault.
    """
    for document, group in groupby(_blocks(path), key=lambda block: block.document):
        blocks = list(group)
        report.counts["documents"] += 1
        report.note(trees.STRIPPED_DOCUMENT)
        layer = any("(" in row[ENTITY] for block in blocks for row in block.rows if len(row) > ENTITY)
        if not layer:
            report.note(trees.NO_ENTITIES)
        for position, block in enumerate(blocks):
            with report.faults():
                labels = _labels(path, block, layer, report)
                if labels is not None:
                    words = visible([row[WORD] for row in block.rows], report)
                    sentence = Sentence(f"{document}:{position}", _domain(document), words, labels)
                    yield report.accept(sentence, path, block.line)


def _domain(document: str) -> str:
    genre = document.split("/")[0]
    return genre if genre in GENRES else "unknown"


def _blocks(path: Path) -> Iterator[Block]:
    """The sentences; a blank line, a `#begin document` and a `#end document` line, and the end of the file end one."""
    document, first = "", 0
    rows: list[list[str]] = []
    found = False
    for number, line in enumerate(read_lines(path), 1):
        columns = COLUMN.findall(line)
        if columns and not is_mark(path, number, line):
            refuse_skeleton(path, number, columns[WORD] if len(columns) > WORD else "")
            first = first if rows else number
            rows.append(columns)
            continue
        if rows:
            found = True
            yield Block(document or rows[0][DOCUMENT], first, rows)
            rows = []
        if begin := BEGIN.match(line):
            document = begin[1]
    if rows:
        yield Block(document or rows[0][DOCUMENT], first, rows)
    elif not found:
        raise InputError(path, None, "no sentence in this file")


def _labels(path: Path, block: Block, layer: bool, report: ReadingReport) -> dict[str, Any] | None:
    """The labels of one sentence, with `ner` if the document has that layer; `None` if its tree can't be converted."""
    _check_columns(path, block)
    words, tags, bits = ([row[column] for row in block.rows] for column in (WORD, TAG, PARSE_BIT))
    tree = tree_from_parse_bits(words, tags, bits, path=str(path), line=block.line)
    entities = _entities(path, block)
    if len(tree.tokens) != len(words):
        raise InputError(path, block.line + tags.index("-NONE-"), "an empty element among the words")
    if [row[NUMBER] for row in block.rows] != [str(i) for i in range(len(words))]:
        report.note("sentence whose word numbers have gaps")
    labels = trees.labels(tree, report)
    return labels | {"ner": entities} if labels and layer and entities else labels


def _check_columns(path: Path, block: Block) -> None:
    expected = len(block.rows[0])
    for line, row in enumerate(block.rows, block.line):
        if len(row) < LEAST_COLUMNS:
            raise InputError(path, line, f"{len(row)} columns; a CoNLL-2012 row has {LEAST_COLUMNS} or more")
        if len(row) != expected:
            raise InputError(path, line, f"{len(row)} columns where the sentence's first row has {expected}")


def _entities(path: Path, block: Block) -> list[str | None] | None:
    """BIO tags from brackets like `(ORG*`, `*`, `*)`, `(GPE)`; None for `-` between entities, and for nothing else."""
    spans: list[bio.Span] = []
    opened: tuple[int, str] | None = None
    missing = [row[ENTITY] == MISSING for row in block.rows]
    for i, row in enumerate(block.rows):
        if missing[i] and not opened:
            continue
        bit = ENTITY_BIT.fullmatch(row[ENTITY])
        if not bit or row[ENTITY] == ")":
            raise InputError(path, block.line + i, f"{shown(row[ENTITY])} is no entity bracket")
        if bit["kind"]:
            if opened:
                raise InputError(path, block.line + opened[0], f"entity {opened[1]} is not closed before {bit[0]}")
            if bit["kind"] not in ENTITY_TYPES:
                raise InputError(path, block.line + i, f"unknown entity type {shown(bit['kind'])}")
            opened = (i, bit["kind"])
        if bit["close"]:
            if not opened:
                raise InputError(path, block.line + i, f"{row[ENTITY]} closes no entity")
            spans.append((opened[0], i, opened[1]))
            opened = None
    if opened:
        raise InputError(path, block.line + opened[0], f"entity {opened[1]} is never closed")
    tags = bio.tags(spans, len(block.rows))
    return None if all(missing) else [None if unknown else tag for unknown, tag in zip(missing, tags, strict=True)]
