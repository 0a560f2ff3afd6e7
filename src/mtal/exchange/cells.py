"""Label entries as cells of a table that has a word a row: what CoNLL-U and spreadsheets share.

| shape | columns | a cell |
|---|---|---|
| tags | as the entry: `pos` | the word's tag |
| BIO tags | likewise: `ner`, `sf` | the word's BIO tag |
| a tree | `dp head`, `dp relation` | the head's number, from 1, 0 for the root; the relation to it |
| choices | as the entry: `id` | of the sentence: names, parted by semicolons |
| spans, pairs | `re entities`, `re relations` | of the sentence: `1-2 PER; 4-4 ORG`, `1-2 WORKS_FOR 4-4`, from 1 |

An empty cell is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mtal.corpora.report import shown
from mtal.errors import UserError
from mtal.exchange.batch import Batch
from mtal.exchange.faults import Unfit
from mtal.exchange.marks import Ends, Marks, label
from mtal.tasks.layers import label_sets_of, shape
from mtal.tasks.shapes import GRAPHS, Shape

Cells = Mapping[str, Sequence[str | None]]
"""By column: a cell a word; one cell for columns of the sentence."""

PARTS = dict.fromkeys(GRAPHS, ("entities", "relations")) | {Shape.TREE: ("head", "relation")}
"""Of an entry that takes two columns, what either has."""
OF_SENTENCE = GRAPHS | {Shape.CHOICES}
"""Shapes whose columns say one thing of the sentence."""
ENTITY = re.compile(r"([0-9]{1,6})-([0-9]{1,6}) +(.+)")
RELATION = re.compile(r"([0-9]{1,6})-([0-9]{1,6}) +(.+?) +([0-9]{1,6})-([0-9]{1,6})")


def columns(layer: str) -> tuple[str, ...]:
    """The columns of an entry.

    >>> columns("ner"), columns("dp")
    (('ner',), ('dp head', 'dp relation'))
    """
    parts = PARTS.get(shape(layer), ())
    return tuple(f"{layer} {part}" for part in parts) or (layer,)


def is_of_sentence(layer: str) -> bool:
    """Whether the columns of an entry say one thing of the sentence, not of each word."""
    return shape(layer) in OF_SENTENCE


def check_labels(batch: Batch, forbidden: Mapping[str, str], tool: str) -> None:
    """`UserError` for a label that a table couldn't hold: a semicolon in what is of the sentence, or `forbidden`.

    `forbidden`: by entry, characters that divide labels there.
    """
    for layer in batch.layers():
        signs = forbidden.get(layer, "") + (";" if is_of_sentence(layer) else "")
        for task in label_sets_of(layer):
            for name in batch.label_set(task):
                if sign := next((sign for sign in signs if sign in name), None):
                    raise UserError(f"{task}: the label {shown(name)} holds {sign!r}, which {tool} can't carry in one")


def cells(layer: str, entry: Any) -> dict[str, list[str | None]]:
    """The cells that stand for a label entry."""
    return dict(zip(columns(layer), _written(shape(layer), entry), strict=True))


def _written(shape: Shape, entry: Any) -> list[list[str | None]]:
    """The cells of each column."""
    if shape is Shape.CHOICES:
        return [["; ".join(entry)]]
    if shape is Shape.TREE:
        return [[None if head is None else str(head) for head in entry["heads"]], list(entry["deprels"])]
    if shape in GRAPHS:
        entities = [f"{first + 1}-{last + 1} {kind}" for first, last, kind in entry["entities"]]
        relations = [f"{a + 1}-{b + 1} {kind} {c + 1}-{d + 1}" for a, b, c, d, kind in entry["relations"]]
        return [["; ".join(entities)], ["; ".join(relations)]]
    return [list(entry)]


def entry(layer: str, found: Cells, words: Sequence[str]) -> Any:
    """The label entry that cells stand for, the inverse of `cells`; `Unfit` where they stand for none.

    A word without a BIO tag is outside.
    """
    first, *second = (found[column] for column in columns(layer))
    if shape(layer) is Shape.CHOICES:
        return list(dict.fromkeys(_parts(first[0])))
    if shape(layer) is Shape.TREE:
        return {"heads": [_number(head, i) for i, head in enumerate(first, 1)], "deprels": list(second[0])}
    if shape(layer) in GRAPHS:
        spans = [_entity(part, len(words)) for part in _parts(first[0])]
        arrows = [_relation(part, len(words)) for part in _parts(second[0][0])]
        return label(layer, Marks(spans, arrows), words)
    return [tag or (None if shape(layer) is Shape.TAGS else "O") for tag in first]


def _parts(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def _number(head: str | None, word: int) -> int | None:
    if head is not None and not re.fullmatch("[0-9]{1,6}", head):
        raise Unfit(f"word {word} has the head {shown(head)} instead of a number")
    return None if head is None else int(head)


def _entity(part: str, words: int) -> tuple[int, int, str]:
    if not (found := ENTITY.fullmatch(part)):
        raise Unfit(f"the entity {shown(part)} isn't like 1-2 TYPE")
    return *_ends(found[1], found[2], words), found[3]


def _relation(part: str, words: int) -> tuple[Ends, Ends, str]:
    if not (found := RELATION.fullmatch(part)):
        raise Unfit(f"the relation {shown(part)} isn't like 1-2 TYPE 4-4")
    return _ends(found[1], found[2], words), _ends(found[4], found[5], words), found[3]


def _ends(first: str, last: str, words: int) -> Ends:
    if not 1 <= int(first) <= int(last) <= words:
        raise Unfit(f"the words {first}-{last} aren't in the sentence, which has the words 1 to {words}")
    return int(first) - 1, int(last) - 1
