"""The dependency tree of a sentence: its words in one row, arcs below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from mtal.exchange.preview.widths import columns
from mtal.exchange.preview.words import direction
from mtal.page.html import Html, lines, tag
from mtal.treebank.conversion.convert import Dependencies
from mtal.treebank.writing.svg import CHARACTER, GAP
from mtal.treebank.writing.svg_arcs import arc_parts

LABEL = 6.8
"""Width of a character of an arc's label, in pixels, on the safe side."""
LEAST = 16.0
"""Width of a short word, likewise."""
GROUND = 18.0
"""How far down words are written."""
PAPER = 900.0
"""Width of what fits a line of print and can still be read."""

Arcs = list[tuple[int | None, str]]
"""Head (from 1, 0 for the root) and relation of each word."""


def tree(words: Sequence[str], label: dict[str, list[Any]], name: str, *, asked: bool) -> Html:
    """A picture that scrolls sideways where it is wider than the page, and is cut into lines in print.

    `label`: the entry `dp`; a word without a head is left without an arc. `name`: unlike that of any other tree of the
    page. Words that are read from right to left are drawn so.
    """
    arcs: Arcs = [(head, relation or "") for head, relation in zip(label["heads"], label["deprels"], strict=True)]
    way = direction(words)
    if way == "rtl":
        words, arcs = words[::-1], _mirrored(arcs)
    boxes = _boxes(words, [relation for _, relation in arcs])
    middles, width = [(left + right) / 2 for left, right in boxes], boxes[-1][1] + GAP
    secondary = [[] if head is None else [(head, relation)] for head, relation in arcs]
    parts, low = arc_parts(Dependencies(list(words), [], [], [], secondary, []), middles, GROUND + 8)
    drawn = tag("g", lines(*map(_word, words, middles), *map(Html, parts)), id=name, class_="drawn")
    cut = [_part(line, low + 8, name) for line in _lines(boxes)]
    printed = [] if len(cut) == 1 else cut[::-1] if way == "rtl" else cut
    whole = _whole(width, low + 8, drawn, f"Dependency tree of {len(words)} words")
    return tag("div", lines(whole, *printed), class_="tree" if asked else "tree off", dir=way, tabindex="0")


def _mirrored(arcs: Arcs) -> Arcs:
    """The arcs of the words in reverse."""
    return [(len(arcs) + 1 - head if head else head, relation) for head, relation in reversed(arcs)]


def _boxes(words: Sequence[str], relations: Sequence[str]) -> list[tuple[float, float]]:
    """Where each word begins and ends; it is as wide as its relation at least."""
    end, boxes = 0.0, []
    for word, relation in zip(words, relations, strict=True):
        start = end + GAP
        end = start + max(CHARACTER * columns(word), LABEL * len(relation), LEAST)
        boxes.append((start, end))
    return boxes


def _lines(boxes: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """From where to where each line of print goes: as many words as fit, one at least."""
    start, end = 0.0, 0.0
    for _, right in boxes:
        if end > start and right + GAP / 2 - start > PAPER:
            yield start, end
            start = end
        end = right + GAP / 2
    yield start, end


def _word(word: str, middle: float) -> Html:
    return Html(f'<text x="{middle:.1f}" y="{GROUND:.0f}">{escape(word, quote=False)}</text>')


def _whole(width: float, height: float, drawn: Html, said: str) -> Html:
    size = {"width": f"{width:.0f}", "height": f"{height:.0f}", "viewBox": f"0 0 {width:.0f} {height:.0f}"}
    return tag("svg", drawn, **size, class_="whole", role="img", aria_label=said)


def _part(line: tuple[float, float], height: float, name: str) -> Html:
    """A line of print: the picture `name` from one place to another."""
    width = line[1] - line[0]
    seen, share = f"{line[0]:.0f} 0 {width:.0f} {height:.0f}", min(100 * width / PAPER, 100)
    drawn = tag("use", href=f"#{name}")
    return tag("svg", drawn, viewBox=seen, class_="part", style=f"width:{share:.0f}%", aria_hidden="true")
