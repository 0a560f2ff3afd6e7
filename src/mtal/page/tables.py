"""A sheet as a table of a page."""

from __future__ import annotations

from collections.abc import Sequence

from mtal.page.html import Html, lines, tag
from mtal.tables.sheets import NONE, Box, Sheet


def table(sheet: Sheet) -> Html:
    """The table, with its title above and its notes below; it scrolls by itself where it is too wide."""
    head = tag("tr", *(tag("th", name, scope="col") for name in sheet.header))
    rows = [tag("tr", tag("th", name, scope="row"), *map(_cell, boxes)) for name, boxes in sheet.rows]
    inside = lines("", tag("caption", sheet.title), tag("thead", head), tag("tbody", lines("", *rows, "")), "")
    frame = tag("div", tag("table", inside), class_="wide", tabindex="0", role="region", aria_label=sheet.title)
    return lines(frame, notes(sheet.notes))


def notes(texts: Sequence[str]) -> Html:
    """A paragraph each."""
    return lines(*(tag("p", text, class_="note") for text in texts))


def _cell(box: Box) -> Html:
    if box.text == NONE:
        return tag("td", tag("span", "missing", class_="missing"))
    return tag("td", box.text, class_="zero" if box.text.startswith("0/") else None)
