"""Finished experiments into files that git carries (`mtal.study.kept`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isnan
from pathlib import Path

import yaml

from mtal.analysis.provenance import METRICS
from mtal.files import whole_text
from mtal.study.beginning import cost_of_beginning
from mtal.study.durations import seconds_of
from mtal.study.finished import Experiment
from mtal.study.kept import FOLDER, LOCK, SUFFIX, TEXTS, Columns, Content, kept
from mtal.study.tallies import Tally


def keep(cells: Mapping[str, Experiment], root: Path, durations: Path) -> list[str]:
    """Write a file for each finished cell, by its name; the names of those that lack predictions.

    durations: the folder of `mtal.study.durations`. A file of the same experiment that has all predictions stays as it
    is; what another one of it knows, and this machine doesn't, stays in it.
    """
    before, lacking = kept(root), list[str]()
    for name, cell in cells.items():
        old = before[name].content if name in before else None
        if old is None or old.revision != cell.revision or old.beginning is None or _lacks(old):
            content = _both(old, _content(name, cell, seconds_of(durations, name)))
            _write(root / FOLDER / f"{name}{SUFFIX}", content)
            lacking += [name] if _lacks(content) else []
    return lacking


def _lacks(content: Content) -> bool:
    """Whether the predictions of a round are missing."""
    return len(content.tallies) < len(_rounds(content.texts))


def _content(name: str, cell: Experiment, seconds: float | None) -> Content:
    texts = {path: text for path in TEXTS if (text := cell.text(path)) is not None}
    if lock := cell.text(LOCK):
        texts[LOCK] = _of_metrics(lock)
    tallies = {number: _columns(found) for number in _rounds(texts) if (found := cell.tally(number))}
    return Content(
        name=name,
        revision=cell.revision,
        baseline=cell.baseline,
        seconds=seconds,
        beginning=cost_of_beginning(cell),
        texts=texts,
        tallies=tallies,
    )


def _both(old: Content | None, new: Content) -> Content:
    if old is None or old.revision != new.revision:
        return new
    known = {name: getattr(old, name) for name in ("seconds", "beginning") if getattr(new, name) is None}
    return new.model_copy(update={**known, "tallies": old.tallies | new.tallies})


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
