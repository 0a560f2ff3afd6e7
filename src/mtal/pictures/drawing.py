"""What a figure of a study is, and several of them in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from mtal.analysis.picture import Panel, Picture


class Drawing(Protocol):
    """A figure that can be written."""

    @property
    def title(self) -> str:
        """What it is of."""

    def write(self, path: str | Path) -> None:
        """All of it, in one file; the kind by the name."""


def write_all(drawings: Sequence[Drawing], path: Path) -> None:
    """All of them in one file, where all are panels; else the first."""
    pictures = [each for each in drawings if isinstance(each, Picture)]
    drawing = joined(pictures) if len(pictures) == len(drawings) > 1 else drawings[0]
    drawing.write(path)


def joined(pictures: Sequence[Picture]) -> Picture:
    """One picture with the panels of all, each named after its picture too; a label stands in the legend once."""
    legend = {str(line.get_label()): line for picture in pictures for line in picture.legend}
    panels = [panel for picture in pictures for panel in _named(picture)]
    return replace(pictures[0], title="", panels=panels, legend=[*legend.values()])


def _named(picture: Picture) -> Iterator[Panel]:
    for panel in picture.panels:
        yield replace(panel, title=f"{picture.title}: {panel.title}")
