"""Words that can't be seen would be lost by a tokenizer, and the tags after them would shift."""

from __future__ import annotations

from mtal.corpora.report import ReadingReport

PLACEHOLDER = "_"


def visible(words: list[str], report: ReadingReport) -> list[str]:
    """`words` with a placeholder for each one that is empty or white space only; counted in `report`."""
    if all(word and not word.isspace() for word in words):
        return words
    shown = [word if word and not word.isspace() else PLACEHOLDER for word in words]
    report.note("empty word replaced by a placeholder", sum(a != b for a, b in zip(words, shown, strict=True)))
    return shown
