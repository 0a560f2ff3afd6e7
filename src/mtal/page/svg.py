"""Figures inside a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from matplotlib.lines import Line2D

from mtal.analysis.figures import drawing
from mtal.page.html import Html, escape

POINTS = re.compile(r'<svg [^>]*?height="[\d.]+pt"[^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>', re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
NAMES = re.compile(r'(\bid="|href="#|url\(#)')
PIXELS = 96 / 72
"""Of a page, in a point."""
SWATCH = (0.42, 0.15)
"""Size of a look in a legend, in inches."""


def inline(write: Callable[[Path], None], label: str, name: str) -> Html:
    """A figure that `write` makes, as an element; `label` is for those who can't see it.

    `name`: unlike that of any other figure of the page, as it makes names inside the figure unlike others.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figure.svg"
        write(path)
        text = path.read_text(encoding="utf-8")
    head = POINTS.search(text)
    assert head, "a figure begins with its size"
    body = METADATA.sub("", text[head.end() :])
    body = NAMES.sub(lambda found: f"{found[1]}{name}-", body)
    width = PIXELS * float(head[1])
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'aria-label="{escape(label)}" viewBox="0 0 {head[1]} {head[2]}" style="max-width:{width:.0f}px">'
    )
    return Html(root + re.sub(r"\n\s*", "\n", body).strip())


def swatch(line: Line2D, name: str) -> Html:
    """The look of a label, for a legend."""
    return inline(partial(_draw_swatch, line=line), "", name)


def _draw_swatch(path: Path, line: Line2D) -> None:
    look = {key: getattr(line, f"get_{key}")() for key in ("color", "marker", "markersize", "linestyle", "linewidth")}
    with drawing(path, *SWATCH) as figure:
        figure.add_artist(Line2D([0.02, 0.5, 0.98], [0.5] * 3, markevery=[1], **look))
