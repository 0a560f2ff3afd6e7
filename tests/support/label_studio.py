"""Exports of Label Studio that people or versions changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mtal.exchange import Batch, Taken, take_in
from mtal.exchange.playing import accepted

Tasks = list[dict[str, Any]]


def parts(tasks: Tasks, layer: str) -> Tasks:
    """The results of a control in the first task of an export of Label Studio."""
    result = tasks[0]["annotations"][0]["result"]
    if layer == "arrows":
        return [part for part in result if part["type"] == "relation"]
    return [part for part in result if part.get("from_name") == layer]


def put(holder: Any, **values: Any) -> None:
    holder.update(values)


def without_arrows_to(tasks: Tasks, name: str) -> None:
    result = tasks[0]["annotations"][0]["result"]
    result[:] = [part for part in result if part.get("to_id") != name]


def changed(batch: Batch, change: Callable[[Tasks], Any], folder: Path, **options: Any) -> tuple[Taken, Path]:
    """What is taken of an export after a change, and its path."""
    (path,) = accepted(batch, "label-studio", folder)
    tasks = json.loads(path.read_text("utf-8"))
    change(tasks)
    path.write_text(json.dumps(tasks), "utf-8")
    return take_in(batch, "label-studio", [path], **options), path
