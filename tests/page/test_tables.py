"""Sheets as tables of a page."""

from __future__ import annotations

from mtal.page.tables import table
from mtal.tables.sheets import EMPTY, Box, Sheet

ROWS = [("A & B", [Box("1.0", 1), EMPTY]), ("C", [Box("0/2"), Box("")])]


def test_rows_notes_and_what_is_missing() -> None:
    text = table(Sheet("title", "scores", ["method", "x", "y"], ROWS, ["Run `a`."]))
    assert "<caption>title</caption>" in text and '<th scope="row">A &amp; B</th><td>1.0</td>' in text
    assert '<span class="missing">missing</span>' in text and '<td class="zero">0/2</td><td></td>' in text
    assert '<p class="note">Run <code>a</code>.</p>' in text


def test_what_doesnt_apply_isnt_missing() -> None:
    text = table(Sheet("title", "random", ["method", "x", "y"], ROWS), titled=False)
    assert "missing" not in text and "<td>–</td>" in text and "<caption>" not in text
