"""How much of their selections strategies share, the mean over seeds (paper Figure 1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pandas as pd

from mtal.analysis.overlap import draw_heat_map
from mtal.tables.methods import Setting
from mtal.tables.results import Result, Results

OVERLAP = "metrics/overlap.csv"


@dataclass(frozen=True)
class HeatMap:
    """A table of shares as a picture."""

    title: str
    table: pd.DataFrame

    def write(self, path: str | Path) -> None:
        """The whole."""
        draw_heat_map(self.table, f"Share of sentences that two selections have in common\n{self.title}", path)


def overlaps(results: Results) -> list[HeatMap]:
    """A setting and loss each: the strategies' selections from the scores of one multi-task model, by seed."""
    return [
        HeatMap(_title(setting, loss, sorted(tables)), pd.concat(tables).groupby(level=1, sort=False).mean())
        for setting in results.settings
        for loss, tables in _by_loss(results, setting)
        if tables
    ]


def _by_loss(results: Results, setting: Setting) -> Iterator[tuple[str, dict[int, pd.DataFrame]]]:
    """For each loss a table a seed: of the first cell that has it, as cells of a seed share their first models."""
    cells = [each for each in results.results if each.setting == setting and not each.method.single]
    for loss in dict.fromkeys(each.method.loss for each in cells):
        yield loss, _by_seed(each for each in cells if each.method.loss == loss)


def _by_seed(cells: Iterable[Result]) -> dict[int, pd.DataFrame]:
    found = dict[int, pd.DataFrame]()
    for each in cells:
        text = each.finished.text(OVERLAP)
        table = pd.read_csv(StringIO(text), index_col=0) if text else None
        if table is not None and table.notna().to_numpy().all() and _alike(table, found):
            found.setdefault(each.seed, table)
    return found


def _alike(table: pd.DataFrame, found: dict[int, pd.DataFrame]) -> bool:
    """Whether a table is of the same strategies as those before it."""
    first = next(iter(found.values()), table)
    return table.index.equals(first.index) and table.columns.equals(first.columns)


def _title(setting: Setting, loss: str, seeds: list[int]) -> str:
    which = "seed" if len(seeds) == 1 else "mean of seeds"
    return ", ".join(part for part in (setting.label, loss, f"{which} {', '.join(map(str, seeds))}") if part)
