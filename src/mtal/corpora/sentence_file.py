"""A file of sentences as a sequence: each is read when it is asked for."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import overload

import numpy as np

from mtal.corpora.sentence import Sentence, parse_sentence
from mtal.files import raw_lines


class SentenceFile(Sequence[Sentence]):
    """The sentences of a file that `write_sentences` wrote, not compressed.

    In memory is where each line begins, eight bytes a sentence. Raises `InputError` where the file can't be read and,
    with the line, when a malformed sentence is asked for.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        sizes = np.fromiter((len(raw) for _, raw in raw_lines(self.path)), dtype=np.int64)
        mark = self.path.stat().st_size - sizes.sum()  # a byte order mark belongs to no line
        self._bounds = np.concatenate([[mark], mark + sizes.cumsum()])
        self._file = self.path.open("rb")
        self._lines: Sequence[int] | np.ndarray = range(len(sizes))

    def at(self, rows: np.ndarray) -> SentenceFile:
        """The sentences in these rows, int64 (k,), as a sequence of its own."""
        chosen = copy.copy(self)
        chosen._lines = np.asarray(self._lines, dtype=np.int64)[rows]
        return chosen

    def __len__(self) -> int:
        """How many there are."""
        return len(self._lines)

    @overload
    def __getitem__(self, row: int) -> Sentence: ...

    @overload
    def __getitem__(self, row: slice) -> SentenceFile: ...

    def __getitem__(self, row: int | slice) -> Sentence | SentenceFile:
        """One sentence, or a stretch of them."""
        if isinstance(row, slice):
            return self.at(np.arange(len(self))[row])
        line = int(self._lines[row])
        start, end = self._bounds[line : line + 2].tolist()
        self._file.seek(start)
        return parse_sentence(self._file.read(end - start), self.path, line + 1)
