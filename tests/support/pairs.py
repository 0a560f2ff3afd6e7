"""Random claims and outcomes."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from mtal.analysis.hindsight import Hindsight

SHARES = st.one_of(st.floats(0, 1, width=32), st.integers(0, 12).map(lambda k: k / 12))  # the latter make ties


@st.composite
def pairs(draw: st.DrawFn, *, unknown: bool = False, smallest: int = 1) -> Hindsight:
    """Up to 12 sentences; `unknown`: some accuracies may be NaN."""
    accuracies = st.one_of(SHARES, st.just(float("nan"))) if unknown else SHARES
    rows = draw(st.lists(st.tuples(SHARES, accuracies), min_size=smallest, max_size=12))
    table = np.array(rows, dtype=float).reshape(-1, 2)
    return Hindsight(table[:, 0], table[:, 1])
