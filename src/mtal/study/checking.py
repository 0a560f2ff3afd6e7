"""What can't run is told before anything does: each cell at the door, each encoder once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mtal.config.door import check_choices, check_encoder_of
from mtal.errors import UserError
from mtal.study.cells import Cell
from mtal.study.repository import untracked


def refused(cells: Iterable[Cell]) -> dict[str, str]:
    """Why a cell's choices can't go together, in one line, by the names of those that are refused."""
    found = {}
    for cell in cells:
        try:
            check_choices(dict(cell.params))
        except UserError as error:
            found[cell.name] = str(error)
    return found


def unready(cells: Iterable[Cell], root: Path) -> dict[str, str]:
    """Why a cell whose choices are sound can't run here: its encoder or its files aren't there."""
    encoders: dict[str, str | None] = {}
    found = {}
    for cell in cells:
        key = json.dumps([cell.params[part] for part in ("encoder", "model", "tasks")] + [_votes(cell.params)])
        if key not in encoders:
            encoders[key] = _encoder_fault(cell.params)
        if fault := encoders[key] or _file_fault(cell.params, root):
            found[cell.name] = fault
    return found


def _votes(params: Mapping[str, Any]) -> bool:
    return bool(params["strategy"]["confidence"] == "dropout_agreement")


def _encoder_fault(params: Mapping[str, Any]) -> str | None:
    try:
        check_encoder_of(check_choices(dict(params)))
    except UserError as error:
        return str(error)
    return None


def _file_fault(params: Mapping[str, Any], root: Path) -> str | None:
    """A file of the user's own that a clone wouldn't have."""
    for key, path in _own_files(params):
        if Path(path).is_absolute():
            fault = None if Path(path).exists() else "nothing is there"
        else:
            lacks = "cells run in clones, which haven't got it; name it by an absolute path"
            fault = lacks if untracked(root, [path]) else None
        if fault:
            return f"{key}={path}: {fault}"
    return None


def _own_files(params: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is read, but for what stages bring to `data/raw`; files of the project itself are tracked."""
    corpus, inputs = params["corpus"], params["inputs"]
    brought = corpus["generate"] or corpus["fetch"]
    if not brought:
        yield "corpus.path", corpus["path"]
    adapted = [item["encoder"] for item in inputs["adapt"]]
    files = {"encoder": adapted[0] if adapted else inputs["encoder"]}
    for name, path in (files | {name: inputs[name] for name in ("splits", "eventive_nouns")}).items():
        if not (brought and Path(path).is_relative_to("data/raw")):
            yield f"inputs.{name}", path
