"""How much of their selections strategies share (paper section 5.3, Figure 1; paper.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import nan

import numpy as np
import pandas as pd


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
