"""Label sets as people give them to a command: `TASK=A,B`, once a task."""

from __future__ import annotations

from collections.abc import Sequence

from mtal.errors import UserError


def labels_of(texts: Sequence[str]) -> dict[str, list[str]]:
    """`TASK=A,B` of each of `texts` as a dictionary; `UserError` for what is written otherwise and for a task twice."""
    found: dict[str, list[str]] = {}
    for task, labels in map(_labels, texts):
        if task in found:
            raise UserError(f"--labels {task}=…: given twice; give all labels of a task at once, parted by commas")
        found[task] = labels
    return found


def _labels(text: str) -> tuple[str, list[str]]:
    task, equals, labels = text.partition("=")
    if not task or not equals:
        raise UserError(f"--labels {text}: give a task and its labels, such as ner=PER,ORG")
    return task, [label for label in labels.split(",") if label]
