"""CoNLL-U, which treebank editors and text editors know: words, tags, heads in its columns, the rest beside.

| entry | where |
|---|---|
| `pos` | XPOS; UPOS where all labels are universal parts of speech |
| `dp` | HEAD and DEPREL |
| `ner`, `sf` | BIO tags in MISC, `NER=B-PER` and `Slot=B-city`; `ner` also from an eleventh column |
| other entries of words | MISC, each under its own name |
| `id`, other choices | a comment, `# id = intent; intent` |
| `re`, other spans and pairs | comments, `# re entities = 1-2 PER; 4-4 ORG` and `# re relations = 1-2 WORKS_FOR 4-4` |

Further comments: `sent_id`, `text`, `done`, `asked`, `rank`, `reason`, `confidence`. A sentence is answered when `done`
isn't `no`, or the comment is gone. Multiword tokens and empty nodes that a tool put in are passed over. Nothing is
counted in characters. A file holds the answers of one annotator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtal.corpora.report import shown
from mtal.errors import InputError
from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.cells import Cells, cells, check_labels, columns, entry, is_of_sentence
from mtal.exchange.faults import Unfit
from mtal.exchange.taking import Taking
from mtal.files import read_lines, whole_text
from mtal.tasks.layers import all_layers, shape
from mtal.tasks.shapes import EACH_WORD

UNIVERSAL = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
FORM, UPOS, XPOS, HEAD, DEPREL, MISC = 1, 3, 4, 6, 7, 9
WIDTH = 10
PLACES = {"dp head": HEAD, "dp relation": DEPREL}
"""Where columns of `mtal.exchange.cells` stand; that of `pos` depends on its labels."""
KEYS = {"ner": "NER", "sf": "Slot"}
"""What others are called in MISC, where that isn't their own name."""
EMPTY = "_"
PASSED_OVER = re.compile("[0-9]+[-.][0-9]+")


class Block(NamedTuple):
    """One sentence of a file."""

    line: int
    comments: dict[str, str]
    rows: list[list[str]]
    """The columns of its words."""


class Places(NamedTuple):
    """Where a file has what is said of words, by columns of `mtal.exchange.cells`."""

    columns: dict[str, int]
    keys: dict[str, str]
    """In MISC."""


def hand_out(folder: Path, batch: Batch) -> list[Path]:
    """Write the sentences below `folder`; `UserError` for a label that the format couldn't hold."""
    path, places = folder / "batch.conllu", _places(batch)
    check_labels(batch, {layer: "|" for layer in all_layers() if places.keys.keys() & columns(layer)}, "CoNLL-U")
    alone = {layer: EMPTY for layer in all_layers() if shape(layer) in EACH_WORD}
    if any(EMPTY in batch.label_set(layer) for layer in alone):
        check_labels(batch, alone, "CoNLL-U")
    with whole_text(path) as file:
        for item in batch.items:
            file.writelines(f"{line}\n" for line in _lines(item, places))
            file.write("\n")
    return [path]


def _places(batch: Batch) -> Places:
    labels = batch.label_set("pos")
    own = {**PLACES, "pos": UPOS if labels and UNIVERSAL.issuperset(labels) else XPOS}
    names = [name for layer in all_layers() if not is_of_sentence(layer) for name in columns(layer) if name not in own]
    return Places(own, KEYS | {name: name.replace(" ", "_") for name in names if name not in KEYS})


def _lines(item: Item, places: Places) -> Iterator[str]:
    filled = {name: column for layer, label in item.filled_in.items() for name, column in cells(layer, label).items()}
    yield f"# sent_id = {item.sentence.id}"
    yield f"# text = {fields.text(item)}"
    yield "# done = no"
    for name, value in {"asked": " ".join(item.tasks), **fields.about(item)}.items():
        yield f"# {name} = {' '.join(str(value).split())}"
    for name in (name for layer in item.seen() if is_of_sentence(layer) for name in columns(layer)):
        yield f"# {name} = {filled[name][0] if name in filled else ''}".rstrip()
    for i, word in enumerate(item.sentence.tokens):
        yield "\t".join(_row(i, word, {name: column[i] for name, column in filled.items() if i < len(column)}, places))


def _row(number: int, word: str, cell: dict[str, str | None], places: Places) -> list[str]:
    row = [str(number + 1), word, *[EMPTY] * (WIDTH - 2)]
    for name, column in places.columns.items():
        row[column] = cell.get(name) or EMPTY
    attributes = [f"{key}={cell[name]}" for name, key in places.keys.items() if cell.get(name)]
    row[MISC] = "|".join(attributes) or EMPTY
    return row


def take_in(path: Path, taking: Taking, annotator: str) -> None:
    """Take a file, whose answers are `annotator`'s."""
    for block in _blocks(path):
        with taking.refusing(path, block.line, lines=True):
            item = taking.item(block.comments.get("sent_id"))
            if block.comments.get("done", "").casefold() == "no":
                continue
            with taking.refusing(path, block.line, item, lines=True):
                _take(path, taking, item, block, annotator)


def _take(path: Path, taking: Taking, item: Item, block: Block, annotator: str) -> None:
    taking.begin(item, annotator, item.asked())
    taking.item(item.sentence.id, words=[row[FORM] for row in block.rows])
    places = _places(taking.batch)
    for layer in item.asked():
        with taking.refusing(path, block.line, item, lines=True):
            found = _cells(layer, block, places)
            taking.answer(item, annotator, layer, entry(layer, found, item.sentence.tokens))


def _cells(layer: str, block: Block, places: Places) -> Cells:
    if is_of_sentence(layer):
        return {name: [block.comments.get(name)] for name in columns(layer)}
    return {name: [_cell(row, name, places) for row in block.rows] for name in columns(layer)}


def _cell(row: list[str], name: str, places: Places) -> str | None:
    return _filled(row[places.columns[name]]) if name in places.columns else _attribute(row, places.keys[name])


def _filled(cell: str) -> str | None:
    return None if cell in (EMPTY, "") else cell


def _attribute(row: list[str], key: str) -> str | None:
    """The tag under a key of MISC; an eleventh column of entity tags is read as well."""
    if key == KEYS["ner"] and len(row) > WIDTH and (own := _filled(row[WIDTH])):
        return own
    values = [value for name, _, value in (part.partition("=") for part in row[MISC].split("|")) if name == key]
    if len(set(values)) > 1:
        raise Unfit(f"word {row[0]} has two values of {key} in MISC, {shown(values[0])} and {shown(values[1])}")
    return _filled(values[0]) if values else None


def _blocks(path: Path) -> Iterator[Block]:
    """The sentences of a file; `InputError` with the line for one that isn't a comment or has too few columns."""
    block = Block(1, {}, [])
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            if block.rows:
                yield block
            block = Block(number + 1, {}, [])
        elif line.startswith("#"):
            name, _, value = line[1:].partition("=")
            block.comments.setdefault(name.strip(), value.strip())
        else:
            _add(path, number, line, block)
    if block.rows:
        yield block


def _add(path: Path, number: int, line: str, block: Block) -> None:
    columns = [column.strip(" ") for column in line.split("\t")]
    if len(columns) not in (WIDTH, WIDTH + 1):
        raise InputError(path, number, f"{len(columns)} tab-separated columns instead of {WIDTH} or {WIDTH + 1}")
    if PASSED_OVER.fullmatch(columns[0]):
        return
    if columns[0] != str(len(block.rows) + 1):
        raise InputError(path, number, f"word number {shown(columns[0])} where {len(block.rows) + 1} is due")
    block.rows.append(columns)
