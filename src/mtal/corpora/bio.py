"""BIO tags and the spans they stand for; None is the tag of a word whose tag nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int, str]  # first word, last word (inclusive), type


def spans(tags: Sequence[str | None]) -> list[Span]:
    """The spans of `tags`, read as conlleval does: an `I-x` that continues nothing begins a span of its own.

    A word without a tag is in no span.

    >>> spans(["B-ORG", "I-ORG", "O", "I-GPE"])
    [(0, 1, 'ORG'), (3, 3, 'GPE')]
    """
    found: list[Span] = []
    for i, tag in enumerate(tags):
        tag = tag or "O"
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


def fault(tags: Sequence[str | None]) -> tuple[int, str] | None:
    """Position and reason of the first tag that breaks strict BIO, `None` where all is well.

    Behind a word without a tag a span may go on.
    """
    before: str | None = "O"
    for i, tag in enumerate(tags):
        if tag is None:
            before = None
            continue
        if tag != "O" and not (tag[:2] in ("B-", "I-") and len(tag) > 2):
            return i, f"tag {tag!r} is neither O, B-type nor I-type"
        if tag.startswith("I-") and before is not None and before[2:] != tag[2:]:
            return i, f"tag {tag!r} without B-{tag[2:]} before it"
        before = tag
    return None


def judged(gold: Sequence[str | None], predicted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Gold and predicted tags as they are compared: where there is no gold, both are `O`.

    Nothing is known of a predicted span's words without gold. So of a span that holds some, the parts on other words
    count where they are gold spans, and aren't held against it where they aren't.

    >>> judged(["B-PER", None, "O"], ["B-PER", "I-PER", "O"])
    (['B-PER', 'O', 'O'], ['B-PER', 'O', 'O'])
    """
    known = [tag for tag in gold if tag is not None]
    if len(known) == len(gold):
        return known, list(predicted)
    true = spans(gold)
    found = [part for span in spans(predicted) for part in _known_parts(span, gold, true)]
    return [tag or "O" for tag in gold], tags(found, len(gold))


def _known_parts(span: Span, gold: Sequence[str | None], true: Sequence[Span]) -> list[Span]:
    """`span` where all its words have gold, else its parts between words without that are gold spans."""
    start, end, kind = span
    known = ["O" if gold[i] is None else f"I-{kind}" for i in range(start, end + 1)]
    parts = [(start + first, start + last, kind) for first, last, _ in spans(known)]
    return parts if parts == [span] else [part for part in parts if part in true]
