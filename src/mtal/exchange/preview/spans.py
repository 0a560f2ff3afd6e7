"""Spans under words: the row of each, and which words its label runs across."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mtal.corpora.bio import Span
from mtal.exchange.preview.widths import columns

SMALL = 0.75
"""Width of a letter of a label, in letters of the text."""
LABEL_MARGINS, WORD_MARGINS = 1.5, 0.8
"""Around a label and around a word, likewise."""


def rows(spans: Iterable[Span]) -> Iterator[tuple[int, Span]]:
    """Each span with its row, from 0: the first where it lies over no other. Short ones come first, so inside ones.

    >>> list(rows([(0, 3, "a"), (1, 1, "b"), (3, 3, "c")]))
    [(0, (1, 1, 'b')), (0, (3, 3, 'c')), (1, (0, 3, 'a'))]
    """
    taken: list[set[int]] = []
    for first, last, kind in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        places = set(range(first, last + 1))
        row = next((row for row, others in enumerate(taken) if not others & places), len(taken))
        if row == len(taken):
            taken.append(set())
        taken[row] |= places
        yield row, (first, last, kind)


def reach(tokens: Sequence[str], span: Span) -> int:
    """The last word that the label of a span runs below; the first word where all the span is too short for it.

    >>> reach(["New", "York", "City"], (0, 2, "GPE")), reach(["a", "new", "model"], (0, 2, "Task"))
    (0, 1)
    """
    first, last, kind = span
    room, needed = 0.0, SMALL * columns(kind) + LABEL_MARGINS
    for place in range(first, last + 1):
        room += columns(tokens[place]) + WORD_MARGINS
        if room >= needed:
            return place
    return first


def runs(breaks: Iterable[int], size: int) -> Iterator[range]:
    """The words from each break to the next.

    >>> list(runs({0, 2}, 3))
    [range(0, 2), range(2, 3)]
    """
    starts = [*sorted(breaks), size]
    yield from map(range, starts, starts[1:])
