"""Confidence against accuracy, a point a sentence of the last round's pool (paper Figure 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from io import BytesIO

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm

from mtal.analysis.calibration import r_squared
from mtal.analysis.figures import GREY
from mtal.analysis.hindsight import Hindsight
from mtal.analysis.picture import Panel, Picture
from mtal.analysis.scatter import SHADES, marks
from mtal.study.finished import Finished
from mtal.study.outputs import output
from mtal.tables.methods import Setting
from mtal.tables.results import Result, Results

CONFIDENCE, ACCURACY = "data/rounds/{}/confidence.csv", "data/rounds/{}/accuracy.csv"


def claims(results: Results) -> list[Picture]:
    """A picture a setting, a panel a method and task, of the first seed that this machine has the pool's scores of.

    The darker a point, the more sentences; below the dashed line the model is overconfident.
    """
    found = ((setting, [*_panels(results, setting)]) for setting in results.settings)
    return [Picture(f"{setting.label}, last round's pool", panels) for setting, panels in found if panels]


def _panels(results: Results, setting: Setting) -> Iterator[Panel]:
    for method in results.methods:
        if method.bought:
            tasks = [method.task] if method.single and method.task else setting.tasks
            yield from _of_method(results.by_place.get((setting, method), ()), tasks)


def _of_method(cells: Sequence[Result], tasks: Sequence[str]) -> Iterator[Panel]:
    for result in cells:
        pairs = {task: _pair(result, task) for task in tasks}
        if known := {task: pair for task, pair in pairs.items() if pair and len(pair.accuracy)}:
            for task, pair in known.items():
                title = f"{result.method.name}, {task}, seed {result.seed}, R² = {r_squared(*pair):.2f}"
                yield Panel(title, "confidence", "accuracy", partial(_draw, pair=pair))
            return


def _pair(result: Result, task: str) -> Hindsight | None:
    """Claims and what came true, of the annotated sentences."""
    number = int(result.measured.table.index[-1])
    tables = [_table(result.finished, path.format(number)) for path in (CONFIDENCE, ACCURACY)]
    columns = [table[task].to_numpy(dtype=float) for table in tables if table is not None and task in table]
    return Hindsight(*columns).annotated() if len(columns) == 2 else None


@cache  # sweeps share cells, and methods of several tasks ask for each
def _table(finished: Finished, path: str) -> pd.DataFrame | None:
    content = output(finished, path)
    return None if content is None else pd.read_csv(BytesIO(content), dtype={"id": str}, keep_default_na=False)


def _draw(axes: Axes, pair: Hindsight) -> None:
    x, y, density = marks(*pair)
    axes.axline((0, 0), slope=1, color=GREY, linestyle="--", linewidth=0.8, zorder=0)
    axes.scatter(x, y, s=8, c=density / density.max(), cmap=SHADES, norm=LogNorm(0.01, 1), linewidths=0)
    low, high = x.min(), x.max()
    margin = 0.04 * (high - low) or 0.02
    axes.set(xlim=(low - margin, high + margin), ylim=(-0.04, 1.04))
