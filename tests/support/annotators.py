"""Annotators played: what a tool would export when people accept all that is filled in, and what is taken of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mtal.exchange import Answer, Batch, Taken, hand_out


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


def check_fault(taken: Taken, path: Path, message: str, lost: str, batch: Batch) -> None:
    """One fault that says so, and everything else is taken; lost is what `lost` says, such as `s-1 ner` or `s-1 *`."""
    assert len(taken.faults) == 1, taken.faults
    said = str(taken.faults[0])
    assert said.startswith(f"{path}:")
    assert message in said
    assert "\n" not in said
    whole = {(item.sentence.id, layer) for item in batch.items for layer in item.asked()}
    gone = {(name, layer) for name, layer in whole if lost in (f"{name} {layer}", f"{name} *")}
    assert {(answer.id, layer) for answer in taken.answers for layer in answer.labels} == whole - gone
    items = {item.sentence.id: item for item in batch.items}
    for answer in taken.answers:
        given = items[answer.id].filled_in
        assert all(label == given.get(layer, ["O", "O"]) for layer, label in answer.labels.items())
    assert taken.new_labels == {}


def changed_lines(paths: list[Path], name: str, change: Callable[[list[dict[str, Any]]], Any]) -> Path:
    """Change the records of the one of `paths` that has this name."""
    (path,) = (path for path in paths if path.name == name)
    records = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
    change(records)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return path


def merged(taken: Taken) -> Taken:
    """The same with one answer a sentence, where each project has an annotator of its own."""
    answers: dict[str, Answer] = {}
    for answer in taken.answers:
        answers.setdefault(answer.id, Answer(answer.id, "all")).labels.update(answer.labels)
    taken.answers = list(answers.values())
    return taken
