"""Annotators played: what a tool would export when people accept all that is filled in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mtal.exchange import Batch, hand_out


def accepted(batch: Batch, format: str, folder: Path) -> list[Path]:
    """The files of a batch as they come back when everything that is filled in is right."""
    files = hand_out(batch, format, folder)
    return [path for path in files if ACCEPT[format](path)]


def _label_studio(path: Path) -> bool:
    if path.suffix != ".json":
        return False
    tasks = json.loads(path.read_text("utf-8"))
    for number, task in enumerate(tasks, 1):
        result = [part for each in task.pop("predictions", []) for part in each["result"]]
        task |= {"id": number, "annotations": [{"completed_by": 7, "lead_time": 2.5, "result": result}]}
    path.write_text(json.dumps(tasks), "utf-8")
    return True


def _doccano(path: Path) -> bool:
    if path.suffix != ".jsonl":
        return False
    _rewrite(path, lambda number, record: {**record, "id": number, "Comments": []})
    return True


def _prodigy(path: Path) -> bool:
    _rewrite(path, lambda number, task: {**task, "answer": "accept", "_session_id": "set-ann"})
    return True


def _rewrite(path: Path, change: Callable[[int, dict[str, Any]], dict[str, Any]]) -> None:
    lines = path.read_text("utf-8").split("\n")[:-1]
    records = [change(number, json.loads(line)) for number, line in enumerate(lines, 1)]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")


def _conllu(path: Path) -> bool:
    path.write_text(path.read_text("utf-8").replace("# done = no", "# done = yes"), "utf-8")
    return True


def _csv(path: Path) -> bool:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    for row in rows:
        row[3] = "x" if row[1] == "1" else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return True


ACCEPT: dict[str, Callable[[Path], bool]] = {
    "conllu": _conllu,
    "csv": _csv,
    "doccano": _doccano,
    "label-studio": _label_studio,
    "prodigy": _prodigy,
}
"""By format: change a file in place; whether it is one that comes back."""
