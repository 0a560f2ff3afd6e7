"""Which figure a sweep has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mtal.pictures.best import best
from mtal.pictures.claims import claims
from mtal.pictures.curves import curves
from mtal.pictures.drawing import Drawing
from mtal.pictures.overlap import overlaps
from mtal.pictures.weights import by_weight
from mtal.tables.results import Results

FIGURES: dict[str, Callable[[Results], Sequence[Drawing]]] = {
    "figure1": overlaps,
    "figure3": best,
    "figure5": claims,
    "figure6": by_weight,
}
"""By the names of sweeps; all others, Figure 4 among them, have learning curves."""


def drawings(results: Results, against: str = "labelled") -> Sequence[Drawing]:
    """The figure of a sweep, empty where nothing that it shows is there.

    `against`: what learning curves are drawn against; other figures have axes of their own.
    """
    draw = FIGURES.get(results.name)
    return draw(results) if draw else curves(results, against)
