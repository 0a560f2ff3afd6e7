"""Sweeps made by hand: parameters, measures and tallies of cells that nobody ran."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mtal.study.cells import cell
from mtal.study.finished import Experiment, Finished
from mtal.study.sweeps import Place
from mtal.study.tallies import Tally, digest
from mtal.tables.results import Measured, Results, gather


def params(strategy: str = "mt_avg", *, seed: int = 1, **other: Any) -> dict[str, Any]:
    """What tables read of a cell's parameters."""
    tasks, model = other.get("tasks", ["dp", "ner"]), "st" if strategy.startswith("st") else "cmt"
    return {
        "seed": seed,
        "corpus": {"name": other.get("corpus", "toy"), "domain": other.get("domain"), "path": "p"},
        "task_order": tasks,
        "encoder": {"name": other.get("encoder", "tiny")},
        "model": {"name": other.get("model", model)},
        "loss": {"smoothing": other.get("smoothing", 0.2), "temperature_scaling": other.get("ts", False)},
        "rounds": [{"this": i, "next": i + 1} for i in range(other.get("rounds", 3))],
        "sample": {"initial": other.get("initial", 0.02)},
        "training": {"max_steps": other.get("steps", 100)},
        "decision": {"name": other.get("decision", "top_n"), "family": other.get("family", "joint")},
        "strategy": {"name": strategy, "task": other.get("task"), "weights": other.get("weights")},
    }


def place(each: dict[str, Any], there: bool = True) -> Place:
    """A cell with these parameters; its experiment's revision is its name."""
    made = cell((), each)
    return Place(made, ("toy",), Experiment(Path(), made.name, "base") if there else None)


def measured(each: dict[str, Any], *last: float, **columns: Sequence[float]) -> Measured:
    """Three rounds whose main scores rise to `last`, one a task, from half of it."""
    metrics = {"dp": "dp.las", "id": "id.accuracy"}
    main = [metrics.get(task, f"{task}.f1") for task in each["task_order"]]
    table = pd.DataFrame({"labelled": [10, 20, 30], "spent": [0, 40, 100]}, index=pd.RangeIndex(3, name="round"))
    table["mean"] = np.mean(last) * np.array([0.5, 0.75, 1.0])
    for name, score in zip(main, last, strict=True):
        table[name] = score * np.array([0.5, 0.75, 1.0])
    table["oe.avg"] = [0.3, 0.2, 0.1]
    return Measured(table.assign(**columns), main)


def by_revision(tables: Mapping[str, Measured]) -> Callable[[Finished], Measured]:
    """What `gather` reads, of measures by the cells' names."""
    return lambda finished: tables[finished.revision]


def study(cells: Sequence[tuple[dict[str, Any], tuple[float, ...] | None]], name: str = "toy") -> Results:
    """A sweep of these parameters with these last scores; None where a cell is missing."""
    found = [place(each, there=last is not None) for each, last in cells]
    by_name = {
        each.cell.name: measured(params, *last) for each, (params, last) in zip(found, cells, strict=True) if last
    }
    return gather(name, "cpu", found, by_revision(by_name))


def tally(right: Callable[[int], int], sentences: int = 200, tasks: Sequence[str] = ("dp", "ner")) -> Tally:
    """Sentences of ten words, of which the i-th has `right(i)` right words in every task."""
    columns = {
        f"{task}.{part}": [right(i) if part == "right" else 10 for i in range(sentences)]
        for task in tasks
        for part in ("right", "of")
    }
    return Tally(digest(f"s{i}" for i in range(sentences)), pd.DataFrame(columns).astype(float))


@dataclass(frozen=True)
class Held:
    """A finished cell whose files stand here."""

    revision: str
    texts: tuple[tuple[str, str], ...]
    baseline: str = "base"

    def text(self, path: str) -> str | None:
        """One of them."""
        return dict(self.texts).get(path)

    def tally(self, number: int) -> None:
        """None: there are no predictions."""
