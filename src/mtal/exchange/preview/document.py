"""The page that shows a batch."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from mtal.exchange.batch import Batch
from mtal.exchange.preview.card import card, counted
from mtal.exchange.preview.colours import Colours
from mtal.exchange.preview.legend import legend, shown_tasks
from mtal.files import whole_text
from mtal.page.html import Html, lines, page, tag

STYLE = Path(__file__).with_name("style.css")
LARGEST = 5_000_000
"""Characters of a page; sentences beyond are left out, and that is said."""
REASONS = 6
"""Most reasons that are counted above the sentences."""


def write_preview(path: str | Path, batch: Batch, title: str) -> None:
    """The page as a file."""
    with whole_text(path) as file:
        file.write(preview(batch, title))


def preview(batch: Batch, title: str) -> str:
    """One file of HTML; the same batch and title give the same bytes."""
    colours, tasks = Colours(batch), shown_tasks(batch)
    cards, room = list[Html](), LARGEST
    for place, item in enumerate(batch.items):
        made = card(item, place, tasks, colours)
        room -= len(made)
        if room < 0:
            break
        cards.append(made)
    left = len(batch.items) - len(cards)
    rest = tag("p", f"{counted(left, 'more sentence')} not shown here.", class_="fact") if left else ""
    return page(title, STYLE, _header(batch, title, colours), tag("main", lines(*cards, rest)))


def _header(batch: Batch, title: str, colours: Colours) -> Html:
    size = counted(len(batch.items), "sentence")
    words = counted(sum(len(item.sentence.tokens) for item in batch.items), "word")
    filled = f" Filled in by {batch.name}." if any(item.filled_in for item in batch.items) else ""
    bars = " Bars say how sure it is, from 0 to 1." if any(item.confidence for item in batch.items) else ""
    lead = f"{size}, {words}{_reasons(batch)}.{filled}{bars}"
    return tag(
        "header",
        lines(tag("h1", title), tag("p", lead, class_="lead"), legend(batch, colours)),
        class_="page",
    )


def _reasons(batch: Batch) -> str:
    """How many sentences there are for each reason, where reasons are few."""
    counts = Counter(item.reason for item in batch.items if item.reason)
    if not 1 <= len(counts) <= REASONS:
        return ""
    return ": " + ", ".join(f"{count:,} {reason}" for reason, count in counts.most_common())
