"""A figure with its legend and caption."""

from __future__ import annotations

from functools import partial

from mtal.analysis.picture import Picture
from mtal.page.html import Html, lines, tag
from mtal.page.svg import inline, swatch
from mtal.pictures.drawing import Drawing


def figure(drawing: Drawing, name: str, caption: str) -> Html:
    """All panels of a drawing, as many side by side as fit, and below them what they are.

    `name`: unlike that of any other figure of the page.
    """
    panels = _panels(drawing, name)
    beside = tag("div", *panels, class_="panels" if len(panels) > 1 else "panels single")
    return tag("figure", lines(beside, _legend(drawing, name), tag("figcaption", caption)))


def _panels(drawing: Drawing, name: str) -> list[Html]:
    if not isinstance(drawing, Picture):
        return [inline(drawing.write, drawing.title, name)]
    return [
        inline(partial(drawing.write_panel, number), f"{drawing.title}: {panel.title}", f"{name}-{number}")
        for number, panel in enumerate(drawing.panels)
    ]


def _legend(drawing: Drawing, name: str) -> Html:
    looks = drawing.legend if isinstance(drawing, Picture) else ()
    items = [tag("li", swatch(look, f"{name}-look-{i}"), str(look.get_label())) for i, look in enumerate(looks)]
    return tag("ul", *items, class_="legend") if items else Html("")
