"""What a page is of: the sweeps of a scale, and all their cells together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from mtal.errors import UserError
from mtal.study.finished import Finished
from mtal.study.sweeps import FOLDER, Place, choices_of, places, sweep_names
from mtal.study.writing import overrides
from mtal.tables.results import Measured, Results, gather

EVERYTHING = "all sweeps"


class Sweep(NamedTuple):
    """A table or figure."""

    title: str
    about: str
    """What its file says of it."""
    results: Results


@dataclass(frozen=True)
class Study:
    """Sweeps at one scale."""

    scale: str
    sweeps: Sequence[Sweep]
    places: Sequence[Place]
    """All their cells, each once."""
    everything: Results
    """The same as results, where methods have names that tell all of them apart."""


def study(names: Sequence[str], scale: str, root: Path, read: Callable[[Finished], Measured]) -> Study:
    """The sweeps of these names, or all that have the scale; `read` gives the measures of a finished cell."""
    names = list(dict.fromkeys(names)) or [name for name in sweep_names(root) if scale in _content(name, root)]
    if not names:
        raise UserError(f"no sweep in {FOLDER} has the scale {scale}")
    names = sorted(names, key=_order)
    everywhere = places(names, scale, root)
    sweeps = []
    for name in names:
        results = gather(name, scale, _of(name, scale, root, everywhere), read)
        sweeps.append(Sweep(_title(name), _about(name, root), results))
    return Study(scale, sweeps, everywhere, gather(EVERYTHING, scale, everywhere, read))


def _of(name: str, scale: str, root: Path, everywhere: Sequence[Place]) -> list[Place]:
    """The cells of a sweep in its own order; composed once for all sweeps, which takes most of a page's time."""
    order = {frozenset(overrides(each)): i for i, each in enumerate(choices_of(name, scale, root))}
    mine = [place for place in everywhere if name in place.sweeps]
    return sorted(mine, key=lambda place: order.get(frozenset(place.cell.overrides), len(order)))


def _order(name: str) -> tuple[bool, str, int, str]:
    """The paper's tables by number, its figures, then others."""
    kind, number = name.rstrip("0123456789"), name[len(name.rstrip("0123456789")) :]
    return kind not in ("figure", "table"), "" if kind == "table" else kind, int(number or 0), name


def _title(name: str) -> str:
    """
    >>> _title("table10"), _title("my_weights")
    ('Table 10', 'my_weights')
    """
    kind = name.rstrip("0123456789")
    return f"{kind.title()} {name[len(kind) :]}" if kind in ("table", "figure") and kind != name else name


def _content(name: str, root: Path) -> Mapping[str, object]:
    content = yaml.safe_load((root / FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content if isinstance(content, dict) else {}


def _about(name: str, root: Path) -> str:
    """The comment at the beginning of a sweep's file."""
    path = root / FOLDER / f"{name}.yaml"
    found = list[str]()
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        if not line.startswith("#"):
            break
        found.append(line.lstrip("# ").strip())
    return " ".join(found)
