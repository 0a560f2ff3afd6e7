"""Figures inside a page."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from matplotlib.lines import Line2D

from mtal.analysis.figures import drawing
from mtal.page.svg import inline, swatch


def draw(path: Path) -> None:
    with drawing(path, 3, 2) as figure:
        figure.subplots().plot([1, 2], marker="o")


def test_names_inside_are_the_figures_own_and_lead_somewhere() -> None:
    text = inline(draw, 'a "figure"', "first")
    assert ElementTree.fromstring(text).attrib["viewBox"] == "0 0 216 144"
    names = re.findall(r'\bid="([^"]+)"', text)
    assert names and all(name.startswith("first-") for name in names)
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', text)) <= set(names)
    assert 'role="img" aria-label="a &quot;figure&quot;"' in text
    assert "<metadata" not in text and "<?xml" not in text and "http:" not in re.sub(r'xmlns:xlink="[^"]+"', "", text)


def test_the_same_figure_has_the_same_bytes() -> None:
    assert inline(draw, "x", "a") == inline(draw, "x", "a")


def test_a_swatch_says_nothing_to_those_who_hear_the_page() -> None:
    line = Line2D([], [], color="red", marker="s", linestyle="--")
    assert 'aria-hidden="true"' in swatch(line, "a") and swatch(line, "b") != swatch(line, "a")
