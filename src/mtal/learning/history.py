"""How a round's trainings went: the histories in a model's folder as one table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mtal.files import json_lines

COLUMNS = ("model", "measure", "step", "value")


def history_rows(folder: Path) -> Iterator[tuple[object, ...]]:
    """`COLUMNS` and their rows: for each model (a file `TASK-TASK.jsonl`) each measure at each look.

    The measures are the loss of the last batch, the score by which weights are chosen (`development`) and the main
    metric of each task on the development set; with `training.watch=loss` the mean loss since the last look alone. A
    model that had nothing to learn from has no rows.
    """
    yield COLUMNS
    for path in sorted(folder.glob("*.jsonl")):
        looks = [json.loads(line) for line in json_lines(path)]
        for measure in _measures(looks):
            yield from ((path.stem, measure, look["step"], f"{look[measure]:.6f}") for look in looks if measure in look)


def _measures(looks: Sequence[Mapping[str, float]]) -> list[str]:
    """What is measured at the looks: loss and development score first, then the tasks'."""
    tasks = {name for look in looks for name in look} - {"step", "loss", "development"}
    return ["loss", "development", *sorted(tasks)]
