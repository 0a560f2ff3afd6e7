"""A batch as it is handed out, and the plan that stays with the project: which sentence came how, and for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mtal.errors import InputError
from mtal.exchange import Batch, Item
from mtal.exchange.batch import layers
from mtal.exchange.folder import changed
from mtal.files import read_rows, write_rows
from mtal.project.asked import Asked, By, Part
from mtal.project.choosing import Wanted

if TYPE_CHECKING:
    from mtal.trained.model import Prediction

KEPT = Path("kept")
"""Where work of people goes that lies where a batch is written."""
COLUMNS = ["batch", "id", "part", "by", "cost"]


def least_sure_first(wanted: Sequence[Wanted], predictions: Mapping[str, Prediction]) -> list[Wanted]:
    """By the mean confidence in what is asked; what nothing is predicted for comes first, in its old order."""

    def confidence(each: Wanted) -> float:
        found = predictions.get(each.sentence.id)
        sure = [found.confidence[task] for task in each.tasks if task in found.confidence] if found else []
        return float(np.mean(sure)) if sure else -1.0

    return sorted(wanted, key=confidence)


def mixed(wanted: Sequence[Wanted], number: int) -> list[Wanted]:
    """In random order, so that who labels them can't tell what is for testing."""
    return [wanted[place] for place in np.random.default_rng(number).permutation(len(wanted)).tolist()]


def made(
    wanted: Sequence[Wanted],
    predictions: Mapping[str, Prediction],
    known: Mapping[str, Mapping[str, Any]],
    labels: Mapping[str, list[str]],
    *,
    reason: str,
    name: str,
) -> Batch:
    """The batch in this order, predictions filled in where there are some.

    `known`: label entries of sentences that are labelled in part, filled in instead. `reason`: why the strategy's own
    sentences are there.
    """
    items = []
    for rank, each in enumerate(wanted, 1):
        found = predictions.get(each.sentence.id)
        filled_in = (found.labels if found else {}) | _not_asked(known.get(each.sentence.id, {}), each)
        why = reason if each.by == "strategy" else "drawn at random"
        items.append(Item(each.sentence, each.tasks, filled_in, dict(found.confidence) if found else {}, rank, why))
    return Batch(name, items, dict(labels))


def _not_asked(known: Mapping[str, Any], wanted: Wanted) -> dict[str, Any]:
    asked = layers(wanted.tasks)
    return {layer: label for layer, label in known.items() if layer not in asked}


def keep_work(folder: Path, number: int) -> Path | None:
    """Move what people changed in the batch that is there out of the way; where to, None where they changed nothing.

    Some fill the file in where it lies, and the next batch takes its place.
    """
    found = changed(folder)
    place = next(path for i in count() if not (path := KEPT / f"batch-{number}{f'.{i}' if i else ''}").exists())
    for path in found:
        (place / path.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
        path.rename(place / path.relative_to(folder))
    return place if found else None


def write_plan(path: Path, batch: int, wanted: Sequence[Wanted]) -> None:
    """CSV with the columns `batch`, `id`, `part`, `by` and `cost`: what annotators needn't see."""
    write_rows(path, [COLUMNS, *([batch, each.sentence.id, each.part, each.by, each.cost] for each in wanted)])


def last_batch(path: Path) -> int:
    """The number of the batch that a plan is of; 0 where there is none."""
    rows = list(read_rows(path)) if path.exists() else []
    return int(rows[1][1][0]) if len(rows) > 1 else 0


def read_asked(path: Path, batch: Batch) -> list[Asked]:
    """The batch as `annotations.jsonl` has it, nothing answered; `InputError` where the plan is another's."""
    rows = list(read_rows(path))
    ids = [item.sentence.id for item in batch.items]
    if [row[1] for _, row in rows if len(row) == len(COLUMNS)] != ["id", *ids] or rows[0][1] != COLUMNS:
        raise InputError(path, None, "not the plan of the batch beside it; dvc checkout brings both back")
    return [
        _asked(item, int(number), part, by, int(cost))  # type: ignore[arg-type]
        for (_, (number, _, part, by, cost)), item in zip(rows[1:], batch.items, strict=True)
    ]


def _asked(item: Item, number: int, part: Part, by: By, cost: int) -> Asked:
    shown = {layer: item.filled_in[layer] for layer in layers(item.tasks) if layer in item.filled_in}
    sentence = item.sentence
    return Asked(number, sentence.id, part, by, list(item.tasks), sentence.tokens, sentence.domain, cost, shown)
