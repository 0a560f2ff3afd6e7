"""Lines of plain text, taken together as paragraphs and divided into sentences."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property

from mtal.texts.options import TextOptions
from mtal.texts.segmentation import Segmenter

Line = tuple[int, str]
"""A line, or lines put together, and the number of the first."""


class Splitter:
    """What makes sentences of plain text as `options` say; rules of a language are loaded when text comes."""

    def __init__(self, options: TextOptions) -> None:
        self._options = options

    @cached_property
    def _segmenter(self) -> Segmenter:
        return Segmenter(self._options.language)

    def sentences(self, lines: Iterable[Line]) -> Iterator[tuple[int, list[str]]]:
        """The words of each sentence, with the line that its paragraph begins at; `UserError` for the language."""
        if self._options.unit == "sentence":
            yield from ((n, words) for n, line in lines if line.strip() and (words := self._segmenter.words(line)))
            return
        for number, text in paragraphs(lines) if self._options.unit == "paragraph" else lines:
            if text.strip():
                yield from ((number, words) for words in self._segmenter.sentences(text))


def paragraphs(lines: Iterable[Line]) -> Iterator[Line]:
    """Paragraphs, which end at empty lines or, where no empty line has text before and behind, each at its line's end.

    No more is kept in memory than what comes before the first empty line.
    """
    first = deque[Line]()
    rest = iter(lines)
    for line in rest:
        if line[1].strip():
            first.append(line)
        elif first:
            break
    behind = next((line for line in rest if line[1].strip()), None)
    if behind is None:
        while first:
            yield first.popleft()
        return
    yield _joined(first)
    current = [behind]
    for line in rest:
        if line[1].strip():
            current.append(line)
        elif current:
            yield _joined(current)
            current = []
    if current:
        yield _joined(current)


def _joined(lines: Iterable[Line]) -> Line:
    numbers, texts = zip(*lines, strict=True)
    return numbers[0], " ".join(texts)
