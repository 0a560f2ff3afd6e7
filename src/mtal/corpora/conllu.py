"""CoNLL-U files, with an optional 11th column of BIO entity tags.

Format: universaldependencies.org/format.html. Multi-word token lines (`3-4`) and empty nodes (`3.1`) are passed over;
words must be numbered 1..n and their heads must form a tree with one root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtal.corpora import bio, sources
from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.corpora.words import visible
from mtal.errors import InputError
from mtal.files import OTHER_ENDS, read_lines

files = sources.files_like("*.conllu", "*.conllu.gz")

COLUMNS = (10, 11)
WORD_ID = re.compile(r"[0-9]{1,9}")
SWALLOWED = re.compile(OTHER_ENDS.pattern + "[0-9]+\t")
PASSED_OVER = re.compile(r"[0-9]+[-.][0-9]+")


class Row(NamedTuple):
    """One word line: its number in the file and its columns."""

    line: int
    columns: list[str]


class Block(NamedTuple):
    """The comments and word lines of one sentence."""

    comments: list[str]
    rows: list[Row]


def read(path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
    """The sentences of one file, with `dp`, `pos` (XPOS, else UPOS) and, given an 11th column, `ner`.

    Id: `sent_id`, else `folder/file:position`. Domain: the file's folder. A sentence whose entity tags are
    all `_` has no `ner`. Raises `InputError` with the line of the first fault.
    """
    position = 0
    empty = True
    for block in _blocks(path, report):
        report.counts["documents"] += sum(comment.startswith("newdoc") for comment in block.comments)
        if not block.rows:
            continue
        empty = False
        with report.faults():
            words = [row for row in block.rows if not PASSED_OVER.fullmatch(row.columns[0])]
            if not words:
                report.note("sentence without words left out")
                continue
            sentence_id = _sent_id(block.comments) or f"{sources.label(path)}:{position}"
            position += 1
            sentence = _sentence(path, sentence_id, words, report)
            yield report.accept(sentence, path, block.rows[0].line)
    if empty:
        raise InputError(path, None, "no sentence in this file")


def _blocks(path: Path, report: ReadingReport) -> Iterator[Block]:
    block = Block([], [])
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            yield block
            block = Block([], [])
        elif line.startswith("#"):
            if SWALLOWED.search(line):
                raise InputError(path, number, "a comment with words behind it; end lines in LF or CRLF")
            block.comments.append(line[1:].strip())
        else:
            block.rows.append(Row(number, _columns(line, report)))
    yield block


def _columns(line: str, report: ReadingReport) -> list[str]:
    """The columns, without spaces around them (unless there is nothing else)."""
    columns = line.split("\t")
    if " " not in line:
        return columns
    stripped = [column.strip(" ") or column for column in columns]
    report.note("spaces around a column taken off", sum(a != b for a, b in zip(columns, stripped, strict=True)))
    return stripped


def _sent_id(comments: list[str]) -> str | None:
    for comment in comments:
        name, _, value = comment.partition("=")
        if name.strip() == "sent_id" and value.strip():
            return value.strip()
    return None


def _sentence(path: Path, sentence_id: str, rows: list[Row], report: ReadingReport) -> Sentence:
    _check_columns(path, rows)
    heads = _heads(path, rows)
    _check_tree(path, rows, heads)
    columns = list(zip(*(row.columns for row in rows), strict=True))
    labels = {
        "dp": {"heads": heads, "deprels": list(columns[7])},
        "pos": [xpos if xpos != "_" else upos for upos, xpos in zip(columns[3], columns[4], strict=True)],
    }
    if len(columns) > 10 and set(columns[10]) != {"_"}:
        if fault := bio.fault(columns[10]):
            raise InputError(path, rows[fault[0]].line, fault[1])
        labels["ner"] = list(columns[10])
    return Sentence(sentence_id, sources.folder_name(path), visible(list(columns[1]), report), labels)


def _check_columns(path: Path, rows: list[Row]) -> None:
    expected = len(rows[0].columns)
    for number, (line, columns) in enumerate(rows, 1):
        if len(columns) not in COLUMNS:
            raise InputError(path, line, f"{len(columns)} tab-separated columns instead of 10 or 11")
        if len(columns) != expected:
            raise InputError(path, line, f"{len(columns)} columns where the sentence's first word has {expected}")
        if not WORD_ID.fullmatch(columns[0]) or int(columns[0]) != number:
            raise InputError(path, line, f"word number {shown(columns[0])} where {number} is due")
        for name, column in (("form", 1), ("relation", 7)):
            if not columns[column]:
                raise InputError(path, line, f"empty {name}")


def _heads(path: Path, rows: list[Row]) -> list[int]:
    heads = []
    for line, columns in rows:
        if not WORD_ID.fullmatch(columns[6]) or int(columns[6]) > len(rows):
            raise InputError(path, line, f"head {shown(columns[6])} is not a number from 0 to {len(rows)}")
        heads.append(int(columns[6]))
    return heads


def _check_tree(path: Path, rows: list[Row], heads: list[int]) -> None:
    """Refuse a second root and a cycle (which is also what no root at all amounts to)."""
    roots = [i for i, head in enumerate(heads) if head == 0]
    if len(roots) > 1:
        raise InputError(path, rows[roots[1]].line, f"second root (the first is word {roots[0] + 1})")
    if cycle := _cycle(heads):
        words = " -> ".join(map(str, [*cycle[:8], *["..."] * (len(cycle) > 8), cycle[0]]))
        raise InputError(path, rows[min(cycle) - 1].line, f"the heads run in a circle: {words}")


def _cycle(heads: list[int]) -> list[int]:
    """The words (1-based) of the first cycle, in the order of the heads; empty where there is none."""
    seen: dict[int, int] = {0: 0}  # word -> the word at which the walk that saw it began
    for start in range(1, len(heads) + 1):
        word, walk = start, []
        while word not in seen:
            seen[word] = start
            walk.append(word)
            word = heads[word - 1]
        if word and seen[word] == start:
            return walk[walk.index(word) :]
    return []
