"""A gap between two methods in words and boxes."""

from __future__ import annotations

from mtal.analysis.gaps import ENOUGH_SEEDS, LEVEL, Gap
from mtal.tables.sheets import EMPTY, Box, number

FEW_SEEDS = (
    f"Fewer than {ENOUGH_SEEDS} seeds: no order of methods is claimed. With one seed interval and p know of the test "
    "sentences alone."
)


def p_box(p: float) -> Box:
    """Three digits."""
    return Box("<0.001", p) if p < 0.0005 else number(p, 3)


def gap_box(gap: Gap | None) -> Box:
    """In points, with its interval."""
    if gap is None:
        return EMPTY
    difference, low, high = (100 * value for value in (gap.difference, gap.low, gap.high))
    return Box(f"{difference:+.2f} [{low:+.2f}, {high:+.2f}]", difference, n=gap.seeds)


def verdict(gap: Gap, p: float) -> str:
    """Whether the first is better, worse, or no more than noise apart; `p`: corrected."""
    found = "noise" if p >= LEVEL else "better" if gap.difference > 0 else "worse"
    return found if gap.seeds > 1 or found == "noise" else f"{found} (1 seed)"
