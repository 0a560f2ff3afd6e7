"""Finished cells as files of git, one each, so that a fresh clone has every table without experiments and cache.

A file holds what tables and figures read: parameters, metrics, and for each round what test sentences add to scores,
as counts. Of sentences it has a digest of their ids alone, so that cells on corpora that may not be passed on can be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from pathlib import Path

import pandas as pd
import yaml

from mtal.analysis.provenance import METRICS
from mtal.errors import InputError, UserError
from mtal.files import read_json, whole_text
from mtal.params import Options, checked
from mtal.study.durations import seconds_of
from mtal.study.finished import Experiment
from mtal.study.tallies import Tally

FOLDER = Path("docs/study/cells")
"""Where kept cells are."""
SUFFIX = ".json.gz"
TEXTS = (
    "params.yaml",
    *METRICS,
    "metrics/corpus.json",
    "metrics/overlap.csv",
    "metrics/summary.json",
    "metrics/task_scores.csv",
    "metrics/training_curves.csv",
)
"""What is kept as it stands."""
LOCK = "dvc.lock"
"""Kept as far as it says of which parameters `METRICS` are."""


class Columns(Options):
    """A tally in JSON."""

    sentences: str
    columns: dict[str, list[int | None]]


class Content(Options):
    """A kept cell in JSON."""

    name: str
    revision: str
    baseline: str
    seconds: float | None
    """What the cell took; None where that isn't known."""
    texts: dict[str, str]
    """By path."""
    tallies: dict[int, Columns]
    """By round; without those whose predictions weren't there."""


@dataclass(frozen=True)
class Kept:
    """A finished cell that is kept in a file; `InputError` from whatever reads one that is damaged."""

    path: Path

    @cached_property
    def content(self) -> Content:
        """All of it."""
        return _read(self.path)

    @property
    def revision(self) -> str:
        """The commit of the experiment that was kept."""
        return self.content.revision

    @property
    def baseline(self) -> str:
        """The commit of the project that it began from."""
        return self.content.baseline

    def text(self, path: str) -> str | None:
        """One of `TEXTS`, or of `LOCK` the part that is kept."""
        return self.content.texts.get(path)

    def tally(self, number: int) -> Tally | None:
        """The counts of a round."""
        found = self.content.tallies.get(number)
        return None if found is None else Tally(found.sentences, pd.DataFrame(found.columns, dtype=float))


def kept(root: Path) -> dict[str, Kept]:
    """The cells that are kept, by name; the files themselves are read when they are asked for something."""
    return {path.name.removesuffix(SUFFIX): Kept(path) for path in sorted((root / FOLDER).glob(f"*{SUFFIX}"))}


def _read(path: Path) -> Content:
    try:
        found = checked(Content, "", read_json(path))
    except InputError:
        raise
    except UserError as error:
        raise InputError(path, None, f"not a kept cell: {error}") from None
    if f"{found.name}{SUFFIX}" != path.name:
        raise InputError(path, None, f"holds {found.name}; a kept cell's file has the cell's name")
    if any(len({*map(len, each.columns.values())}) != 1 for each in found.tallies.values()):
        raise InputError(path, None, "not a kept cell: columns of a tally differ in length")
    return found


def keep(cells: Mapping[str, Experiment], root: Path, durations: Path) -> list[str]:
    """Write a file for each finished cell, by its name; the names of those that lack predictions.

    durations: the folder of `mtal.study.durations`. What the file of the same experiment knows already, and this
    machine doesn't, stays in it.
    """
    before, lacking = kept(root), list[str]()
    for name, cell in cells.items():
        content = _content(name, cell, seconds_of(durations, name))
        if name in before and (old := before[name].content).revision == cell.revision:
            content = _both(old, content)
        if len(content.tallies) < len(_rounds(content.texts)):
            lacking.append(name)
        _write(root / FOLDER / f"{name}{SUFFIX}", content)
    return lacking


def _content(name: str, cell: Experiment, seconds: float | None) -> Content:
    texts = {path: text for path in TEXTS if (text := cell.text(path)) is not None}
    if lock := cell.text(LOCK):
        texts[LOCK] = _of_metrics(lock)
    tallies = {number: _columns(found) for number in _rounds(texts) if (found := cell.tally(number))}
    return Content(
        name=name, revision=cell.revision, baseline=cell.baseline, seconds=seconds, texts=texts, tallies=tallies
    )


def _both(old: Content, new: Content) -> Content:
    seconds = old.seconds if new.seconds is None else new.seconds
    return new.model_copy(update={"seconds": seconds, "tallies": old.tallies | new.tallies})


def _rounds(texts: Mapping[str, str]) -> range:
    return range(len(json.loads(texts["metrics/rounds.json"])))


def _columns(found: Tally) -> Columns:
    columns = {str(name): [None if isnan(value) else int(value) for value in found.table[name]] for name in found.table}
    return Columns(sentences=found.sentences, columns=columns)


def _of_metrics(lock: str) -> str:
    """The stages of `dvc.lock` that write `METRICS`, without what they read."""
    stages = yaml.load(lock, yaml.CSafeLoader)["stages"]
    told = {name: {part: stages[name][part] for part in ("params", "outs")} for name in sorted({*METRICS.values()})}
    return yaml.safe_dump({"stages": told}, sort_keys=False)


def _write(path: Path, content: Content) -> None:
    with whole_text(path) as file:
        json.dump(content.model_dump(), file, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")
