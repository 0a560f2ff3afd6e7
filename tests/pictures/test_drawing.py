"""Several figures in one file."""

from __future__ import annotations

from pathlib import Path

from matplotlib.lines import Line2D

from mtal.analysis.picture import Panel, Picture
from mtal.pictures.drawing import joined, write_all


def picture(title: str, *labels: str) -> Picture:
    return Picture(
        title, [Panel("p", "x", "y", lambda axes: None)], [Line2D([], [], label=label) for label in labels], across=1
    )


def test_panels_are_named_after_their_pictures_and_labels_stand_once(tmp_path: Path) -> None:
    both = joined([picture("a", "x", "y"), picture("b", "y", "z")])
    assert [panel.title for panel in both.panels] == ["a: p", "b: p"]
    assert [line.get_label() for line in both.legend] == ["x", "y", "z"]
    write_all([picture("a", "x"), picture("b", "x")], tmp_path / "c.svg")
    assert "b: p" in (tmp_path / "c.svg").read_text()
