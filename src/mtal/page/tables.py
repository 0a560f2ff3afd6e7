"""A sheet as a table of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtal.page.html import Html, lines, prose, tag
from mtal.tables.sheets import NONE, Box, Sheet

OF_CELLS = ("scores", "overconfidence", "calibration")
"""Tables in which what isn't there is a cell of the study that has yet to run."""


def table(sheet: Sheet, *, titled: bool = True) -> Html:
    """The table, with its title above and its notes below; it scrolls by itself where it is too wide."""
    missing = tag("span", "missing", class_="missing") if sheet.key in OF_CELLS else NONE
    head = tag("tr", *(tag("th", name, scope="col") for name in sheet.header))
    rows = [tag("tr", tag("th", name, scope="row"), *_cells(boxes, missing)) for name, boxes in sheet.rows]
    caption = tag("caption", sheet.title) if titled else ""
    inside = lines(caption, tag("thead", head), tag("tbody", lines(*rows)))
    return lines(framed(inside, sheet.title), notes(sheet.notes))


def framed(inside: Html, title: str) -> Html:
    """A table with this inside, which scrolls by itself; the keyboard can do so too."""
    return tag("div", tag("table", inside), class_="wide", tabindex="0", role="region", aria_label=title)


def notes(texts: Sequence[str]) -> Html:
    """A paragraph each."""
    return lines(*(tag("p", prose(text), class_="note") for text in texts))


def _cells(boxes: Sequence[Box], missing: str) -> Iterator[Html]:
    for box in boxes:
        nothing = box.text.startswith("0/")
        yield tag("td", missing if box.text == NONE else box.text, class_="zero" if nothing else None)
