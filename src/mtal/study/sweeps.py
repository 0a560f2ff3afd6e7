"""The cells of sweeps: `conf/sweep/NAME.yaml`, a list of entries by scale, and which of the cells are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mtal.errors import InputError, UserError
from mtal.params import checked
from mtal.study.cells import Cell, cell
from mtal.study.composition import composer
from mtal.study.finished import Experiment, Finished
from mtal.study.grid import Choices, Entry, expand
from mtal.study.kept import kept
from mtal.study.repository import experiments
from mtal.study.writing import overrides

FOLDER = Path("conf/sweep")


@dataclass(frozen=True)
class Place:
    """A cell's place in sweeps."""

    cell: Cell
    sweeps: tuple[str, ...]
    """The names of those that have it."""
    finished: Finished | None = None
    """Its results: an experiment, or else what is kept of one in a file; None while there is neither."""


def places(names: Sequence[str], scale: str, root: Path, there: Mapping[str, Finished] | None = None) -> list[Place]:
    """The cells of some sweeps, each once, in the order of the files, with the results that are there.

    root: the project's folder; there: finished cells by name, by itself all of them. `UserError` where a sweep or a
    scale isn't there, and where a cell can't be composed.
    """
    wanted = [(name, choices) for name in dict.fromkeys(names) for choices in choices_of(name, scale, root)]
    there = finished_cells(root) if there is None else there
    found = dict[str, tuple[Cell, list[str]]]()
    with composer(root / "conf") as composing:
        for name, choices in wanted:
            written = overrides(choices)
            new = cell(written, composing.params(written))
            _, sweeps = found.setdefault(new.name, (new, []))
            if name not in sweeps:
                sweeps.append(name)
    return [Place(each, tuple(sweeps), there.get(each.name)) for each, sweeps in found.values()]


def finished_cells(root: Path) -> dict[str, Finished]:
    """All finished cells by name: the experiments, and what is kept of those that aren't there."""
    there = {name: Experiment(root, *found) for name, found in experiments(root).items()}
    return {**kept(root), **there}


def choices_of(name: str, scale: str, root: Path, above: tuple[str, ...] = ()) -> Iterator[Choices]:
    """What each cell of a sweep chooses; a cell may come more than once.

    `above`: the sweeps that use this one.
    """
    if name in above:
        raise UserError(f"{FOLDER / above[-1]}.yaml: use: {name}: a sweep that uses itself")
    for number, entry in enumerate(_entries(name, scale, root)):
        try:
            found = checked(Entry, f"{scale}.{number}", entry)
            if found.use is None:
                yield from expand(found)
            else:
                yield from choices_of(found.use, scale, root, (*above, name))
        except InputError:
            raise
        except UserError as error:
            raise InputError(FOLDER / f"{name}.yaml", None, str(error)) from None


def sweep_names(root: Path) -> list[str]:
    """The sweeps that there are."""
    return sorted(path.stem for path in (root / FOLDER).glob("*.yaml"))


def _entries(name: str, scale: str, root: Path) -> list[Any]:
    path = FOLDER / f"{name}.yaml"
    try:
        content = yaml.safe_load((root / path).read_text(encoding="utf-8"))
    except OSError:
        raise UserError(f"{name}: no such sweep; {FOLDER} has {', '.join(sweep_names(root))}") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(path, mark.line + 1 if mark else None, "not YAML") from None
    if not isinstance(content, dict) or not all(isinstance(entries, list) for entries in content.values()):
        raise InputError(path, None, "expected a list of entries by scale, such as cpu: [{fixed: …, vary: …}]")
    if scale not in content:
        raise InputError(path, None, f"has no scale {scale}; choose from {', '.join(map(str, content))}")
    return list(content[scale])
