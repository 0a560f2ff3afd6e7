"""How long cells took, and how long others of the same kind will."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from mtal.errors import InputError
from mtal.files import read_json, write_json
from mtal.study.cells import Cell, chosen


@dataclass(frozen=True)
class Estimate:
    """How long cells will take, one after the other."""

    seconds: float
    """Of those whose kind is known."""
    known: int
    unknown: int
    """Cells of which no other of the kind has finished here."""


class Watch:
    """Counts what a cell takes, over all stretches until one comes to its end; a file has the sum meanwhile."""

    def __init__(self, folder: Path, name: str, kind: Mapping[str, Any]) -> None:
        self.folder, self.name, self.kind = folder, name, kind
        self.spent = folder / f"{name}.spent"
        self.began = time.monotonic() - (float(read_json(self.spent)) if self.spent.exists() else 0)

    def note(self) -> None:
        """Keep what it has taken so far, for a stretch after a kill."""
        write_json(self.spent, self.seconds())

    def seconds(self) -> float:
        """Of this stretch and those before."""
        return round(time.monotonic() - self.began, 1)

    def end(self) -> None:
        """Record the sum: the cell came to its end."""
        record(self.folder, self.name, self.kind, self.seconds())
        self.spent.unlink(missing_ok=True)


def record(folder: Path, name: str, kind: Mapping[str, Any], seconds: float) -> None:
    """Keep what the cell `name` took, in a file beside its log."""
    write_json(folder / f"{name}.json", {"kind": kind, "seconds": round(seconds, 1)})


def seconds_of(folder: Path, name: str) -> float | None:
    """What the cell `name` took here; None where that isn't known."""
    try:
        return float(read_json(folder / f"{name}.json")["seconds"])
    except (InputError, KeyError, TypeError, ValueError):
        return None


def estimate(cells: Sequence[Cell], folder: Path) -> Estimate:
    """From the means of the kinds of cells whose times are in `folder`."""
    means = {key: fmean(seconds) for key, seconds in _by_kind(folder.glob("*.json")).items()}
    known = [means[key] for key in map(_key, (cell.kind for cell in cells)) if key in means]
    return Estimate(sum(known), len(known), len(cells) - len(known))


def _by_kind(paths: Iterable[Path]) -> dict[str, list[float]]:
    found = defaultdict(list)
    for path in sorted(paths):
        try:
            content = read_json(path)
            kind, seconds = _key(content["kind"]), float(content["seconds"])
        except (InputError, KeyError, TypeError, ValueError):
            continue  # not one of ours, or of another time: a guess lacks one observation
        found[kind].append(seconds)
    return found


def _key(kind: object) -> str:
    """Without what is off: an option that is added makes no other kind of a cell that doesn't choose it."""
    return json.dumps(chosen(kind), sort_keys=True)
