"""Annotators played: what a tool would export when people leave everything as it was filled in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mtal.exchange import Batch, hand_out
from mtal.exchange.inception.documents import LAYERS
from mtal.exchange.inception.layers import ASKED
from mtal.files import write_rows

PLAYER = "player"


def accepted(batch: Batch, format: str, folder: Path) -> list[Path]:
    """Files of a batch, below `folder`, as they come back when everything that is filled in is right."""
    return [path for path in hand_out(batch, format, folder) if ACCEPT[format](path)]


def _label_studio(path: Path) -> bool:
    if path.suffix != ".json":
        return False
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, 1):
        result = [part for each in task.pop("predictions", []) for part in each["result"]]
        task |= {"id": number, "annotations": [{"completed_by": PLAYER, "result": result}]}
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return True


def _doccano(path: Path) -> bool:
    if path.suffix != ".jsonl":
        return False
    _rewrite(path, lambda number, record: {**record, "id": number, "Comments": []})
    return True


def _inception(path: Path) -> bool:
    if path.name == LAYERS:
        return False
    document = json.loads(path.read_text(encoding="utf-8"))
    for annotation in document["%FEATURE_STRUCTURES"]:
        if annotation["%TYPE"] == ASKED:
            annotation["done"] = True
    path.write_text(json.dumps(document), encoding="utf-8")
    return True


def _prodigy(path: Path) -> bool:
    _rewrite(path, lambda number, task: {**task, "answer": "accept", "_session_id": PLAYER})
    return True


def _rewrite(path: Path, change: Callable[[int, dict[str, Any]], dict[str, Any]]) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    records = [change(number, json.loads(line)) for number, line in enumerate(lines, 1)]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")


def _conllu(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# done = no", "# done = yes"), encoding="utf-8")
    return True


def _csv(path: Path) -> bool:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    done = ([*row[:3], "x" if row[1] == "1" else "", *row[4:]] for row in rows)
    write_rows(path, [header, *done])
    return True


ACCEPT: dict[str, Callable[[Path], bool]] = {
    "conllu": _conllu,
    "csv": _csv,
    "doccano": _doccano,
    "inception": _inception,
    "label-studio": _label_studio,
    "prodigy": _prodigy,
}
"""By format: change a file in place; whether it is one that comes back."""
