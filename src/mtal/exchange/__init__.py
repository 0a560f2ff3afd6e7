"""Sentences handed to annotators in the formats of their tools, and their labels taken back onto our own words.

- `batch`: what is handed out, `making` makes it; `taking`: what comes back, answer by answer; `faults`: what is wrong
  with it; `agreeing`: one label of several annotators' answers; `agreement`: how far they agree
- `text`: the text that annotators see, and the way from its characters back to words
- `marks`, `cells`: what an entry of the sentence schema looks like in a tool of spans and in a table
- `soundness`: what the label of a sentence must be like
- `fields`: JSON that others wrote
- `folder`: a batch in a folder of its own, with a page that shows it (`preview`)
- `playing`: annotators who leave everything as it was filled in
- one file or folder a format: `label_studio/`, `inception/`, `doccano`, `prodigy`, `conllu`, `spreadsheet`

Adding a format is adding one beside these, and a line below. docs/exchange.md has the fields of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from mtal.corpora.sentence import ENTRIES
from mtal.errors import UserError
from mtal.exchange import conllu, doccano, inception, label_studio, prodigy, spreadsheet
from mtal.exchange.batch import Batch, Item, read_batch, write_batch
from mtal.exchange.faults import Fault
from mtal.exchange.taking import Answer, Taken, Taking
from mtal.tasks.layers import all_layers


class TakeIn(Protocol):
    """Tell `taking` what a file says; `InputError` with file and line where it can't be read at all."""

    def __call__(self, path: Path, taking: Taking, annotator: str) -> None:
        """Take `path`; `annotator` is who answered where the file doesn't tell."""


class Format(NamedTuple):
    """The two ways of a format."""

    hand_out: Callable[[Path, Batch], list[Path]]
    """Writes files below a folder and gives their paths."""
    take_in: TakeIn


FORMATS: dict[str, Format] = {
    "conllu": Format(conllu.hand_out, conllu.take_in),
    "csv": Format(spreadsheet.hand_out, spreadsheet.take_in),
    "doccano": Format(doccano.hand_out, doccano.take_in),
    "inception": Format(inception.hand_out, inception.take_in),
    "label-studio": Format(label_studio.hand_out, label_studio.take_in),
    "prodigy": Format(prodigy.hand_out, prodigy.take_in),
}


HANDED_OUT = re.compile("batch|label-studio|(doccano|prodigy)-[a-z-]+|inception-.+")
"""How files are called that nobody renamed."""
UNNAMED = "annotator"


def hand_out(batch: Batch, format: str, folder: str | Path) -> list[Path]:
    """Write a batch in a format below `folder`: the same bytes for the same batch.

    Returns the files. Raises `UserError` for an unknown format and for a label that the format can't carry.
    """
    return _format(format).hand_out(Path(folder), batch)


def take_in(
    batch: Batch,
    format: str,
    paths: Iterable[str | Path],
    *,
    annotator: str | None = None,
    growing: Collection[str] = (),
) -> Taken:
    """What files that came back say of a batch.

    `annotator`: who answered, where a file doesn't tell; its name without ending by default, `annotator` if that is as
    it was handed out. `growing`: the tasks whose label sets may grow by what annotators use. Raises `InputError` with
    file and line for a file that can't be read (nothing is taken then), `UserError` for an unknown format or task.
    """
    if unknown := sorted(
        set(growing) - {*ENTRIES, *batch.labels, *(task for item in batch.items for task in item.tasks)}
    ):
        raise UserError(f"new labels: unknown task {unknown[0]}; the batch has {', '.join(sorted(batch.labels))}")
    taking, taker = Taking(batch, growing), _format(format).take_in
    for path in map(Path, paths):
        taker(path, taking, annotator or _annotator(path))
    return taking.taken()


def _annotator(path: Path) -> str:
    """Who answered, by the name of the file: nobody in particular where it is called as it was handed out."""
    name = Path(path.name.removesuffix(".gz")).stem
    tool, _, layer = name.partition("-")
    is_layer = tool in ("doccano", "prodigy") and layer in all_layers()
    return UNNAMED if is_layer or HANDED_OUT.fullmatch(name) else name


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UserError(f"unknown format {name!r}; known are {', '.join(FORMATS)}")
    return FORMATS[name]


__all__ = [
    "FORMATS",
    "Answer",
    "Batch",
    "Fault",
    "Format",
    "Item",
    "Taken",
    "hand_out",
    "read_batch",
    "take_in",
    "write_batch",
]
