"""A cell of a study: one experiment, by its parameters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mtal.analysis.provenance import NO_SAY

PREFIX = "cell-"
DIGITS = 10
"""Of the hash, in a name: two of a million cells share one in one case of two."""
BEGINNING = ("seed", "corpus", "task_order", "tasks", "encoder", "model", "loss", "sample", "training")
"""Sections that the first round's training depends on (`dvc.yaml`): cells alike in them share that round."""


@dataclass(frozen=True)
class Cell:
    """One experiment of a sweep."""

    name: str
    """Its name as an experiment of DVC: the same parameters have the same one, however they were chosen."""
    overrides: tuple[str, ...]
    """What `dvc exp run -S` is given."""
    params: Mapping[str, Any]
    """`params.yaml`, composed."""
    kind: Mapping[str, Any]
    """What it has in common with cells that take about as long."""

    @property
    def beginning(self) -> str:
        """The same text for cells that share their first round."""
        return _canonical({section: self.params.get(section) for section in BEGINNING})


def cell(overrides: tuple[str, ...], params: Mapping[str, Any]) -> Cell:
    """The cell with these parameters."""
    return Cell(name_of(params), overrides, params, _kind(params))


def name_of(params: Mapping[str, Any]) -> str:
    """The name that parameters give, from a hash of all that have a say in results.

    What is off (null, false) has none: a cell keeps its name when an option is added that it doesn't choose.
    """
    telling = {section: value for section, value in params.items() if section not in NO_SAY}
    return PREFIX + hashlib.sha256(_canonical(chosen(telling)).encode()).hexdigest()[:DIGITS]


def chosen(value: Any) -> Any:
    """Parameters without those that are off, at any depth."""
    if not isinstance(value, Mapping):
        return value
    return {key: chosen(inner) for key, inner in value.items() if inner is not None and inner is not False}


def _kind(params: Mapping[str, Any]) -> dict[str, Any]:
    corpus = params["corpus"]
    return {
        "corpus": [corpus["name"], corpus["path"], corpus["domain"]],
        "tasks": params["task_order"],
        "encoder": params["encoder"]["name"],
        "rounds": len(params["rounds"]),
        "sample": params["sample"],
        "training": params["training"],
    }


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
