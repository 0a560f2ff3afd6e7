"""How much of their selections strategies share (paper section 4.2, Figure 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isnan, nan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mtal.analysis.figures import drawing, readable_on
from mtal.selection import STRATEGIES, select


def selections(
    confidence: np.ndarray, tasks: Sequence[str], strategies: Sequence[str], n: int, seed: int
) -> dict[str, np.ndarray]:
    """What each strategy wants from the pool: int64 (n,) rows, most wanted first; `n` at most the pool's size.

    confidence: float (sentences, tasks), entropies or agreements, used as they are. Strategies that select by one task
    appear once a task, as `mt_ec dp`.
    """
    found = {}
    for name in strategies:
        if STRATEGIES[name].takes_task:
            for column, task in enumerate(tasks):
                found[f"{name} {task}"] = select(name, confidence, n, task=column, seed=seed)
        else:
            found[name] = select(name, confidence, n, seed=seed)
    return found


def overlap(selections: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """|A ∩ B| / n for every two selections of n sentences: a symmetric table with 1 on its diagonal.

    selections: int (n,) distinct row numbers each, of the same n >= 1. Rows and columns are in the mapping's order.
    Raises `ValueError` for anything else.
    """
    sizes = {len(rows) for rows in selections.values()}
    if sizes == {0} or len(sizes) > 1:
        raise ValueError(f"the selections must be of one size from 1, not {', '.join(map(str, sorted(sizes)))}")
    names, chosen = list(selections), [set(np.asarray(rows).tolist()) for rows in selections.values()]
    if any(len(rows) not in sizes for rows in chosen):
        raise ValueError("a selection has the same sentence twice")
    shared = [[len(one & other) / len(one) for other in chosen] for one in chosen]
    return pd.DataFrame(shared, index=names, columns=names, dtype=float)


def nothing_shared(names: Iterable[str]) -> pd.DataFrame:
    """The table of `overlap` where the pool is empty: NaN throughout."""
    rows = list(names)
    return pd.DataFrame(nan, index=rows, columns=rows, dtype=float)


def draw_heat_map(table: pd.DataFrame, title: str, path: str | Path) -> None:
    """A table of values in [0, 1], each cell with its number; NaN is left blank."""
    rows, columns = table.shape
    with drawing(path, 1.6 + 0.62 * columns, 1.4 + 0.5 * rows) as figure:
        axes = figure.subplots()
        cells = axes.pcolormesh(table.to_numpy(), cmap="Blues", vmin=0, vmax=1, edgecolors="white", linewidth=1)
        for row, values in enumerate(table.to_numpy()):
            for column, value in enumerate(values):
                if not isnan(value):
                    ink = readable_on(tuple(cells.to_rgba(value))[:3])
                    axes.text(column + 0.5, row + 0.5, f"{value:.2f}", ha="center", va="center", color=ink)
        slanted: dict[str, Any] = {"rotation": 45, "ha": "right", "rotation_mode": "anchor"}
        axes.set_xticks([column + 0.5 for column in range(columns)], table.columns, **slanted)
        axes.set_yticks([row + 0.5 for row in range(rows)], table.index)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.invert_yaxis()
        figure.suptitle(title)
