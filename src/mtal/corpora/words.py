"""Words that can't be seen would be lost by a tokenizer, and the tags after them would shift."""

from __future__ import annotations

from mtal.corpora.characters import CONTROL, EDGES, is_seen
from mtal.corpora.report import ReadingReport

PLACEHOLDER = "_"


def visible(words: list[str], report: ReadingReport) -> list[str]:
    """`words` as they are seen; what is changed is counted in `report`.

    A word without anything to see becomes a placeholder. White space around a word goes, and control characters inside
    (a line end, a tab) become a space: the word stays one word.
    """
    text = " ".join(words)
    if text and text.isprintable() and "  " not in text and text[0] != " " != text[-1]:
        return words
    shown = [EDGES.sub("", CONTROL.sub(" ", word)) if is_seen(word) else PLACEHOLDER for word in words]
    empty = sum(not is_seen(word) for word in words)
    report.note("empty word replaced by a placeholder", empty)
    changed = sum(a != b for a, b in zip(words, shown, strict=True)) - empty
    report.note("white space or control characters taken out of a word", changed)
    return shown
