"""Label entries as cells of a table that has a word a row: what CoNLL-U and spreadsheets share.

| entry | columns | a cell |
|---|---|---|
| `pos` | `pos` | the word's tag |
| `ner`, `sf` | `ner`, `sf` | the word's BIO tag |
| `dp` | `dp head`, `dp relation` | the head's number, from 1, 0 for the root; the relation to it |
| `id` | `id` | of the sentence: intents, parted by semicolons |
| `re` | `re entities`, `re relations` | of the sentence: `1-2 PER; 4-4 ORG` and `1-2 WORKS_FOR 4-4`, words from 1 |

An empty cell is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mtal.corpora.report import shown
from mtal.errors import UserError
from mtal.exchange.batch import NEEDED, Batch
from mtal.exchange.faults import Unfit
from mtal.exchange.marks import Ends, Marks, label

Cells = Mapping[str, Sequence[str | None]]
"""By column: a cell a word; one cell for columns of the sentence."""

COLUMNS = {
    "dp": ("dp head", "dp relation"),
    "id": ("id",),
    "ner": ("ner",),
    "pos": ("pos",),
    "re": ("re entities", "re relations"),
    "sf": ("sf",),
}
OF_SENTENCE = frozenset({"id", "re entities", "re relations"})
"""The columns that say one thing of the sentence."""
ENTITY = re.compile(r"([0-9]{1,6})-([0-9]{1,6}) +(.+)")
RELATION = re.compile(r"([0-9]{1,6})-([0-9]{1,6}) +(.+?) +([0-9]{1,6})-([0-9]{1,6})")


def check_labels(batch: Batch, forbidden: Mapping[str, str], tool: str) -> None:
    """`UserError` for a label that a table couldn't hold: a semicolon in `id` and `re`, what else is `forbidden`.

    `forbidden`: by entry, characters that divide labels there.
    """
    for layer in batch.layers():
        signs = forbidden.get(layer, "") + (";" if layer in ("id", "re") else "")
        for task in NEEDED[layer]:
            for name in batch.label_set(task):
                if sign := next((sign for sign in signs if sign in name), None):
                    raise UserError(f"{task}: the label {shown(name)} holds {sign!r}, which {tool} can't carry in one")


def cells(layer: str, entry: Any) -> dict[str, list[str | None]]:
    """The cells that stand for a label entry."""
    if layer == "id":
        return {"id": ["; ".join(entry)]}
    if layer == "dp":
        heads = [None if head is None else str(head) for head in entry["heads"]]
        return {"dp head": heads, "dp relation": list(entry["deprels"])}
    if layer == "re":
        entities = [f"{first + 1}-{last + 1} {kind}" for first, last, kind in entry["entities"]]
        relations = [f"{a + 1}-{b + 1} {kind} {c + 1}-{d + 1}" for a, b, c, d, kind in entry["relations"]]
        return {"re entities": ["; ".join(entities)], "re relations": ["; ".join(relations)]}
    return {layer: list(entry)}


def entry(layer: str, found: Cells, words: Sequence[str]) -> Any:
    """The label entry that cells stand for, the inverse of `cells`; `Unfit` where they stand for none.

    A word without an entity or slot tag is outside.
    """
    if layer == "id":
        return list(dict.fromkeys(_parts(found["id"][0])))
    if layer == "dp":
        heads = [_number(head, i) for i, head in enumerate(found["dp head"], 1)]
        return {"heads": heads, "deprels": list(found["dp relation"])}
    if layer == "re":
        spans = [_entity(part, len(words)) for part in _parts(found["re entities"][0])]
        arrows = [_relation(part, len(words)) for part in _parts(found["re relations"][0])]
        return label(layer, Marks(spans, arrows), words)
    return [tag or (None if layer == "pos" else "O") for tag in found[layer]]


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
