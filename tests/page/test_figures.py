"""Figures with legends and captions."""

from __future__ import annotations

from matplotlib.lines import Line2D

from mtal.analysis.picture import Panel, Picture
from mtal.page.figures import figure


def test_panels_legend_and_caption() -> None:
    panels = [Panel(name, "x", "y", lambda axes: None) for name in ("a", "b")]
    text = figure(Picture("Two", panels, [Line2D([], [], label="MT & R")]), "f", "Lines < marks.")
    assert text.count("<svg ") == 3 and 'aria-label="Two: b"' in text
    assert "MT &amp; R</li>" in text and "<figcaption>Lines &lt; marks.</figcaption>" in text
    assert 'class="panels single"' in figure(Picture("One", panels[:1]), "g", "")
