"""The words of a sentence, and under each the tag and the spans that are filled in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mtal.corpora.bio import Span
from mtal.exchange.batch import Item
from mtal.exchange.marks import marks
from mtal.exchange.preview.colours import Colours
from mtal.exchange.preview.spans import reach, rows, runs
from mtal.page.html import Html, lines, tag
from mtal.tasks.layers import all_layers, shape, spans_of
from mtal.tasks.shapes import GRAPHS, Shape

SPANNED = GRAPHS | {Shape.BIO}
"""Shapes whose spans are drawn below the words."""
Cells = dict[int, Html]
"""What is under one word, by row."""
NOTHING = tag("b", class_="span")
"""A row that is empty at a word."""


class Placed(NamedTuple):
    """A span, its row below the words, and its classes in `style.css`."""

    span: Span
    row: int
    look: str


def words(item: Item, colours: Colours) -> Html:
    """The sentence as a paragraph that wraps between words, but not inside a label; in its own direction."""
    tokens = item.sentence.tokens
    cells, breaks = _cells(tokens, list(_placed(item, colours)))
    each = list(map(_word, tokens, _tagged(item), cells))
    found = lines(*(_run(each[run.start : run.stop]) for run in runs(breaks, len(tokens))))
    return tag("p", found, class_="words", dir=direction(tokens))


def spanned() -> list[str]:
    """The layers that mark spans, from the words downwards."""
    return [layer for layer in all_layers() if shape(layer) in SPANNED]


def _tagged(item: Item) -> list[Html]:
    """The tags below each word, layer below layer."""
    rows = [
        [tag("i", each or "·", class_="tag" if layer in item.asked() else "tag off") for each in item.filled_in[layer]]
        for layer in item.seen()
        if shape(layer) is Shape.TAGS and item.filled_in.get(layer)
    ]
    return [Html("".join(each)) for each in zip(*rows, strict=True)] or [Html("")] * len(item.sentence.tokens)


def direction(tokens: Iterable[str]) -> str:
    """`rtl` where the first letter that has a direction is read from right to left, else `ltr`.

    That is what `dir="auto"` does, which would look at the labels, too, and pass over words that stand by themselves.

    >>> direction(["3", "(", "שלום", "hello"])
    'rtl'
    """
    strong = (unicodedata.bidirectional(letter) for token in tokens for letter in token)
    first = next((each for each in strong if each in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def surface(tokens: Sequence[str], first: int, last: int) -> Html:
    """The words from `first` to `last`, by themselves whatever their direction."""
    return tag("bdi", " ".join(tokens[first : last + 1]))


def _placed(item: Item, colours: Colours) -> Iterator[Placed]:
    """All spans, layer below layer."""
    top = 0
    for layer in spanned():
        if layer in item.filled_in:
            off = "" if layer in item.asked() else " off"
            found = list(rows(marks(layer, item.filled_in[layer]).spans))
            for row, span in found:
                yield Placed(span, top + row, f"span {colours.of(spans_of(layer), span[2])}".rstrip() + off)
            top += 1 + max((row for row, _ in found), default=-1)


def _cells(tokens: Sequence[str], placed: Iterable[Placed]) -> tuple[list[Cells], set[int]]:
    """What is under each word, and the words before which a line may break."""
    cells: list[Cells] = [{} for _ in tokens]
    breaks = set(range(len(tokens)))
    for span, row, look in placed:
        first, last, kind = span
        far = reach(tokens, span)
        breaks -= set(range(first + 1, far + 1))
        for place in range(first, last + 1):
            ends = " first" * (place == first) + " over" * (place == first < far) + " last" * (place == last)
            cells[place][row] = tag("b", kind if place == first else "", class_=look + ends)
    return cells, breaks


def _word(token: str, tagged: Html, cells: Cells) -> Html:
    """A word above its tag and its cells."""
    under = [cells.get(row, NOTHING) for row in range(max(cells, default=-1) + 1)]
    return tag("span", tag("bdi", token), tagged, *under, class_="word")


def _run(each: Sequence[Html]) -> Html:
    """Words that stay in one line."""
    return each[0] if len(each) == 1 else tag("span", lines(*each), class_="run")
