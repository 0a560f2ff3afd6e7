"""What is taken of files that come back, and files that come back changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mtal.exchange import Answer, Batch, Taken


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
