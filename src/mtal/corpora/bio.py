"""BIO tags and the spans they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int, str]  # first word, last word (inclusive), type


def spans(tags: Sequence[str]) -> list[Span]:
    """The spans of `tags`, read as conlleval does: an `I-x` that continues nothing begins a span of its own.

    >>> spans(["B-ORG", "I-ORG", "O", "I-GPE"])
    [(0, 1, 'ORG'), (3, 3, 'GPE')]
    """
    found: list[Span] = []
    for i, tag in enumerate(tags):
        kind = tag[2:]
        if tag.startswith("I-") and found and found[-1][1] == i - 1 and found[-1][2] == kind:
            found[-1] = (found[-1][0], i, kind)
        elif tag.startswith(("B-", "I-")):
            found.append((i, i, kind))
    return found


def tags(spans: Iterable[Span], length: int) -> list[str]:
    """The BIO tags of `length` words that hold `spans`; the inverse of `spans`.

    Raises `ValueError` for a span outside the words and for two that overlap.
    """
    written = ["O"] * length
    for start, end, kind in spans:
        if not 0 <= start <= end < length:
            raise ValueError(f"span {start}..{end} lies outside the {length} words")
        if any(tag != "O" for tag in written[start : end + 1]):
            raise ValueError(f"span {start}..{end} overlaps another one")
        written[start : end + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start)
    return written


def fault(tags: Sequence[str]) -> tuple[int, str] | None:
    """Position and reason of the first tag that breaks strict BIO, `None` where all is well."""
    before = "O"
    for i, tag in enumerate(tags):
        if tag != "O" and not (tag[:2] in ("B-", "I-") and len(tag) > 2):
            return i, f"tag {tag!r} is neither O, B-type nor I-type"
        if tag.startswith("I-") and before[2:] != tag[2:]:
            return i, f"tag {tag!r} without B-{tag[2:]} before it"
        before = tag
    return None
