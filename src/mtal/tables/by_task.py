"""Every method against random selection, on each task by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mtal.analysis.gaps import ENOUGH_SEEDS, Gap, between, holm
from mtal.tables.against_random import against_random
from mtal.tables.methods import Method, Setting
from mtal.tables.results import Results
from mtal.tables.scoring import shown
from mtal.tables.sheets import Box, Sheet
from mtal.tables.systems import System, Systems, paired
from mtal.tables.verdicts import FEW_SEEDS, gap_box, p_box, verdict

MEANING = (
    "gap: of the task's main score in the last round, in points, with its 95 % interval; p: corrected by Holm's method "
    "for all rows."
)


def task_sheet(results: Results, there: Systems) -> Sheet | None:
    """A row a setting, method and task; None where nothing can be compared."""
    found = [row for pair in against_random(results) for row in _rows(*pair, there.get(pair[0], {}))]
    if not found:
        return None
    corrected = holm([gap.p for _, gap in found])
    rows = [
        (name, [gap_box(gap), p_box(p), Box(verdict(gap, p)), Box(str(gap.seeds), gap.seeds)])
        for (name, gap), p in zip(found, corrected, strict=True)
    ]
    notes = [MEANING, *([FEW_SEEDS] if min(gap.seeds for _, gap in found) < ENOUGH_SEEDS else [])]
    return Sheet("against random selection, by task", "tasks", ["method", "gap", "p", "verdict", "seeds"], rows, notes)


def _rows(
    setting: Setting, method: Method, random: Method, systems: Mapping[Method, System]
) -> Iterator[tuple[str, Gap]]:
    if pair := paired(systems.get(method), systems.get(random)):
        for task in setting.tasks:
            yield f"{setting.label} {shown(task)}: {method.name}", task_gap(setting, *pair, task)


def task_gap(setting: Setting, first: System, second: System, task: str) -> Gap:
    """Between two systems of a setting, with the same seeds, by a task's main score alone."""
    number = setting.tasks.index(task)
    return between([first.parts[number]], [second.parts[number]])
