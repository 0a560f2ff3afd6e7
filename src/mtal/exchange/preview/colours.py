"""A colour for each label that is marked in a text."""

from __future__ import annotations

from mtal.exchange.batch import Batch
from mtal.tasks.layers import in_order
from mtal.tasks.shapes import EACH_WORD

COLOURS = 12
"""Those of `style.css`. Where there are more labels than colours these come again: each label is written out, too."""


class Colours:
    """Which colour a label has, by its place among the labels of all tasks of a batch."""

    def __init__(self, batch: Batch) -> None:
        """A batch's label sets give the colours; a label that is in none of them is without."""
        labels = [(task, label) for task in coloured() for label in dict.fromkeys(batch.label_set(task))]
        self._places = {pair: place % COLOURS for place, pair in enumerate(labels)}

    def of(self, task: str, label: str) -> str:
        """The class of `style.css` for a label; empty for one without a colour."""
        place = self._places.get((task, label))
        return "" if place is None else f"c{place}"


def coloured() -> list[str]:
    """Tasks whose labels stand beside words or below them. Tags and arcs have the ink of the text."""
    return [task.name for task in in_order() if task.shape not in EACH_WORD]
