"""CoNLL-U and CoNLL-U Plus files, with BIO entity tags in a column of their own or in MISC.

Format: universaldependencies.org/format.html. `_` stands for a label that is missing. Words must be numbered 1..n, and
their heads must form a tree with one root, or what can become one where heads are missing. Of multiword token lines
(`3-4`) and empty nodes (`3.1`) only entity tags are looked at (`mtal.corpora.formats.entity_tags`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from mtal.corpora import sources
from mtal.corpora.formats.entity_tags import MISSING, Line, entity_tags
from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.corpora.words import visible
from mtal.errors import InputError
from mtal.files import OTHER_ENDS, read_lines

files = sources.files_like("*.conllu", "*.conllu.gz", "*.conllup", "*.conllup.gz")

COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
ENTITY = "NER"
"""The name of a column that follows those of the standard."""
ENTITY_COLUMNS = frozenset({ENTITY, "NE", "NAME", "ENTITY"})
"""How CoNLL-U Plus files call a column of entity tags, in any case, behind any `namespace:`."""
WORD_ID = re.compile(r"[0-9]{1,9}")
SWALLOWED = re.compile(OTHER_ENDS.pattern + "[0-9]+\t")
PASSED_OVER = re.compile(r"[0-9]{1,9}[-.][0-9]{1,9}")


class Row(NamedTuple):
    """One line of columns: its number in the file and its columns."""

    line: int
    columns: list[str]


class Block(NamedTuple):
    """The comments and lines of one sentence, and what the file's first line says its columns are."""

    comments: list[str]
    rows: list[Row]
    names: tuple[str, ...] | None
    """None: those of the standard."""

    def words(self) -> list[Row]:
        """The lines of words."""
        place = self.names.index("ID") if self.names else 0
        numbers = ["".join(row.columns[place : place + 1]) for row in self.rows]
        if not any("-" in number or "." in number for number in numbers):
            return self.rows
        return [row for row, number in zip(self.rows, numbers, strict=True) if not PASSED_OVER.fullmatch(number)]


def read(path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
    """The sentences of one file, with those of `dp`, `pos` (XPOS, else UPOS) and `ner` that it has a label of.

    Id: `sent_id`, else `folder/file:position`. Domain: the file's folder. Entities stand in an 11th column, in one that
    CoNLL-U Plus names, or in MISC. Raises `InputError` with the line of the first fault.
    """
    position, empty, tags = 0, True, set[str | None]()
    for block in _blocks(path, report):
        report.counts["documents"] += sum(comment.startswith("newdoc") for comment in block.comments)
        if not block.rows:
            continue
        empty = False
        with report.faults():
            words = block.words()
            if not words:
                report.note("sentence without words left out")
                continue
            sentence_id = _sent_id(block.comments) or f"{sources.label(path)}:{position}"
            position += 1
            sentence = _sentence(path, sentence_id, words, block, report)
            tags.update(sentence.labels.get("ner", ()))
            yield report.accept(sentence, path, block.rows[0].line)
    if empty:
        raise InputError(path, None, "no sentence in this file")
    if None in tags and "O" not in tags:
        report.note("file without an entity tag O: its words without a tag are unknown, not outside")


def _blocks(path: Path, report: ReadingReport) -> Iterator[Block]:
    names = None
    block = Block([], [], names)
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            yield block
            block = Block([], [], names)
        elif line.startswith("#"):
            if SWALLOWED.search(line):
                raise InputError(path, number, "a comment with words behind it; end lines in LF or CRLF")
            if found := _global_columns(path, number, line):
                names = found
                block = block._replace(names=names)
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


def _global_columns(path: Path, number: int, line: str) -> tuple[str, ...] | None:
    """The columns that a comment of CoNLL-U Plus names; `InputError` where words or entities can't be found by them."""
    name, equals, value = line[1:].partition("=")
    if name.strip() != "global.columns" or not equals:
        return None
    names = tuple(value.split())
    for needed in ("ID", "FORM"):
        if names.count(needed) != 1:
            raise InputError(path, number, f"global.columns names {needed} {names.count(needed)} times instead of once")
    if repeated := next((one for one in names if names.count(one) > 1), None):
        raise InputError(path, number, f"global.columns names {repeated} twice")
    if sum(map(_holds_entities, names)) > 1:
        raise InputError(path, number, f"two columns of entity tags: {', '.join(filter(_holds_entities, names))}")
    return names


def _holds_entities(name: str) -> bool:
    return name.rpartition(":")[2].upper() in ENTITY_COLUMNS


def _sent_id(comments: list[str]) -> str | None:
    for comment in comments:
        name, _, value = comment.partition("=")
        if name.strip() == "sent_id" and value.strip():
            return value.strip()
    return None


def _sentence(path: Path, sentence_id: str, words: list[Row], block: Block, report: ReadingReport) -> Sentence:
    names = block.names or (COLUMNS if len(words[0].columns) == len(COLUMNS) else (*COLUMNS, ENTITY))
    _check_columns(path, words, names, by_name=block.names is not None)
    for row in block.rows if len(block.rows) > len(words) else ():
        if len(row.columns) > len(names):
            raise InputError(path, row.line, f"{len(row.columns)} columns where the sentence's words have {len(names)}")
    column = dict(zip(names, map(list, zip(*(row.columns for row in words), strict=True)), strict=True))
    labels = {
        "dp": _tree(path, words, column, report),
        "pos": _tags(column, report),
        "ner": entity_tags(path, _entity_lines(block.rows, names), report),
    }
    there = {task: label for task, label in labels.items() if label is not None}
    return Sentence(sentence_id, sources.folder_name(path), visible(column["FORM"], report), there)


def _check_columns(path: Path, words: list[Row], names: tuple[str, ...], *, by_name: bool) -> None:
    first, place = len(words[0].columns), names.index("ID")
    filled = {"form": "FORM", "tag": "UPOS", "XPOS tag": "XPOS", "relation": "DEPREL"}
    for number, (line, columns) in enumerate(words, 1):
        if by_name and len(columns) != len(names):
            raise InputError(path, line, f"{len(columns)} tab-separated columns; global.columns names {len(names)}")
        if not by_name and len(columns) not in (len(COLUMNS), len(COLUMNS) + 1):
            raise InputError(path, line, f"{len(columns)} tab-separated columns instead of 10 or 11")
        if len(columns) != first:
            raise InputError(path, line, f"{len(columns)} columns where the sentence's first word has {first}")
        found = columns[place]
        if found != str(number) and not (WORD_ID.fullmatch(found) and int(found) == number):
            raise InputError(path, line, f"word number {shown(found)} where {number} is due")
        empty = {name for name, cell in zip(names, columns, strict=True) if not cell} if "" in columns else ()
        if what := next((what for what, name in filled.items() if name in empty), None):
            raise InputError(path, line, f"empty {what}")


def _tree(
    path: Path, words: list[Row], column: dict[str, list[str]], report: ReadingReport
) -> dict[str, list[int | None] | list[str | None]] | None:
    """Heads and relations, each None where it is missing; nothing where no word has a head."""
    missing = [MISSING] * len(words)
    heads = _heads(path, words, column.get("HEAD", missing))
    relations = [None if relation == MISSING else relation for relation in column.get("DEPREL", missing)]
    _check_tree(path, words, heads)
    if any(head is not None for head in heads):
        return {"heads": heads, "deprels": relations}
    report.note("sentence with relations but no heads (no dp label)", any(relations))
    return None


def _heads(path: Path, words: list[Row], given: list[str]) -> list[int | None]:
    heads: list[int | None] = []
    for (line, _), head in zip(words, given, strict=True):
        if head == MISSING:
            heads.append(None)
        elif WORD_ID.fullmatch(head) and int(head) <= len(words):
            heads.append(int(head))
        else:
            raise InputError(path, line, f"head {shown(head)} is not a number from 0 to {len(words)}")
    return heads


def _check_tree(path: Path, words: list[Row], heads: list[int | None]) -> None:
    """Refuse a second root and a cycle (which is also what no root at all amounts to, if no head is missing)."""
    roots = [i for i, head in enumerate(heads) if head == 0]
    if len(roots) > 1:
        raise InputError(path, words[roots[1]].line, f"second root (the first is word {roots[0] + 1})")
    if cycle := _cycle(heads):
        way = " -> ".join(map(str, [*cycle[:8], *["..."] * (len(cycle) > 8), cycle[0]]))
        raise InputError(path, words[min(cycle) - 1].line, f"the heads run in a circle: {way}")


def _tags(column: dict[str, list[str]], report: ReadingReport) -> list[str | None] | None:
    """XPOS of each word, else its UPOS, else None; nothing where no word has either."""
    missing = [MISSING] * len(column["FORM"])
    own, universal = column.get("XPOS", missing), column.get("UPOS", missing)
    tags = [
        xpos if xpos != MISSING else upos if upos != MISSING else None
        for xpos, upos in zip(own, universal, strict=True)
    ]
    if MISSING in own and set(own) != {MISSING}:
        borrowed = sum(xpos == MISSING != upos for xpos, upos in zip(own, universal, strict=True))
        report.note("word tagged by its UPOS beside words that have an XPOS", borrowed)
    return tags if any(tags) else None


def _entity_lines(rows: list[Row], names: tuple[str, ...]) -> list[Line]:
    """What all lines of a sentence say of entities; a line may break off before the columns that do."""
    own = next((name for name in names if _holds_entities(name)), None)
    cells = zip_longest(*(row.columns for row in rows), fillvalue=MISSING)
    column = dict(zip(names, cells, strict=False))
    missing = [MISSING] * len(rows)
    places = (column["ID"], column.get(own, missing) if own else missing, column.get("MISC", missing))
    return list(map(Line, (row.line for row in rows), *places))


def _cycle(heads: Sequence[int | None]) -> list[int]:
    """The words (1-based) of the first cycle, in the order of the heads; empty where there is none.

    A way ends at the root and at a word whose head is missing.
    """
    seen: dict[int, int] = {0: 0}  # word -> the word at which the walk that saw it began
    for start in range(1, len(heads) + 1):
        word, walk = start, []
        while word not in seen:
            seen[word] = start
            walk.append(word)
            word = heads[word - 1] or 0
        if word and seen[word] == start:
            return walk[walk.index(word) :]
    return []
