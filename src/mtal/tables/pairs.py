"""Every method against every other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from mtal.analysis.gaps import ENOUGH_SEEDS, LEVEL, Gap, between, holm
from mtal.tables.methods import Method
from mtal.tables.results import Results
from mtal.tables.sheets import Box, Sheet
from mtal.tables.systems import Systems, paired
from mtal.tables.verdicts import FEW_SEEDS

MEANING = (
    "In how many settings the row's mean score in the last round is better than the column's, of those in which both "
    f"have predictions here; p < {LEVEL} by gaps, corrected by Holm's method for all pairs."
)


def pairs_sheet(results: Results, there: Systems) -> Sheet | None:
    """In how many settings each method is significantly better than each other; None where nothing can be compared."""
    methods = [method for method in results.methods if any(method in each for each in there.values())]
    gaps = _gaps(methods, there)
    if not gaps:
        return None
    corrected = holm([gap.p for _, _, gap in gaps])
    met = Counter(pair for first, second, _ in gaps for pair in ((first, second), (second, first)))
    won = Counter(
        (first, second) if gap.difference > 0 else (second, first)
        for (first, second, gap), p in zip(gaps, corrected, strict=True)
        if p < LEVEL
    )
    rows = [(one.name, [_box(won[one, other], met[one, other]) for other in methods]) for one in methods]
    notes = [MEANING, *([FEW_SEEDS] if min(gap.seeds for _, _, gap in gaps) < ENOUGH_SEEDS else [])]
    return Sheet("who is better than whom", "pairs", ["method", *(each.name for each in methods)], rows, notes)


def _box(won: int, met: int) -> Box:
    return Box(f"{won}/{met}" if met else "")


def _gaps(methods: Sequence[Method], there: Systems) -> list[tuple[Method, Method, Gap]]:
    return [
        (first, second, between(pair[0].parts, pair[1].parts))
        for each in there.values()
        for first, second in combinations(methods, 2)
        if (pair := paired(each.get(first), each.get(second)))
    ]
