"""Pictures of several panels."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mtal.analysis.picture import Panel, Picture


def panel(title: str, top: float, y: str = "score") -> Panel:
    return Panel(title, "sentences", y, lambda axes: axes.set_ylim(0, top) and None)


@pytest.fixture
def picture() -> Picture:
    panels = [panel("a", 1), panel("b", 2), panel("c", 3, "OE")]
    return Picture("Three", panels, [Line2D([], [], label="x")], across=2)


def test_panels_of_one_kind_share_their_axis_and_the_last_place_is_empty(
    picture: Picture, figures: list[Figure], tmp_path: Path
) -> None:
    picture.write(tmp_path / "a.svg")
    (figure,) = figures
    first, second, third = figure.axes
    assert first.get_ylim() == second.get_ylim() != third.get_ylim()
    assert [axes.get_ylabel() for axes in figure.axes] == ["score", "", "OE"]
    assert [axes.get_title() for axes in figure.axes] == ["a", "b", "c"]
    assert figure.get_suptitle() == "Three" and len(figure.legends) == 1


def test_a_panel_alone_has_its_own_axis_and_no_legend(picture: Picture, figures: list[Figure], tmp_path: Path) -> None:
    picture.write_panel(1, tmp_path / "b.svg")
    (figure,) = figures
    (axes,) = figure.axes
    assert (axes.get_title(), axes.get_ylabel(), axes.get_ylim()) == ("b", "score", (0, 2))
    assert not figure.legends and not figure.get_suptitle()
