"""Figures inside a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from matplotlib.lines import Line2D

from mtal.analysis.figures import drawing
from mtal.page.html import Html

HEAD = re.compile(r'<svg [^>]*?height="[\d.]+pt"[^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>', re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
NAMES = re.compile(r'(\bid="|href="#|url\(#)')
PIXELS = 96 / 72
"""Of a page, in a point."""
SWATCH = (0.42, 0.15)
"""Size of a look in a legend, in inches."""
LOOK = ("color", "marker", "markersize", "linestyle", "linewidth")


def inline(write: Callable[[Path], None], label: str, name: str) -> Html:
    """A figure that `write` makes, as an element; `label` is for those who can't see it.

    `name`: unlike that of any other figure of the page, as it makes names inside the figure unlike others.
    """
    return _element(_written(write), label, name)


def swatch(line: Line2D, name: str) -> Html:
    """The look of a label, for a legend; `name` as for `inline`."""
    look = tuple(getattr(line, f"get_{part}")() for part in LOOK)
    return _element(_swatch(look), "", name)


def _written(write: Callable[[Path], None]) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figure.svg"
        write(path)
        return path.read_text(encoding="utf-8")


def _element(text: str, label: str, name: str) -> Html:
    head = HEAD.search(text)
    assert head, "a figure begins with its size"
    body = NAMES.sub(lambda found: f"{found[1]}{name}-", METADATA.sub("", text[head.end() :]))
    seen = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    root = f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" {seen} viewBox="0 0 {head[1]} {head[2]}"'
    width = PIXELS * float(head[1])
    return Html(f'{root} style="max-width:{width:.0f}px">' + re.sub(r"\n\s*", "\n", body).strip())


@cache  # a page shows few looks, and each of them often
def _swatch(look: tuple[Any, ...]) -> str:
    return _written(partial(_draw_swatch, look=look))


def _draw_swatch(path: Path, look: tuple[Any, ...]) -> None:
    with drawing(path, *SWATCH) as figure:
        figure.add_artist(Line2D([0.02, 0.5, 0.98], [0.5] * 3, markevery=[1], **dict(zip(LOOK, look, strict=True))))
