"""Sentences as subwords, in flat arrays: about 150 bytes a sentence, and batches without a loop over sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import torch

from mtal.corpora.sentence import Sentence
from mtal.models.batches import Batch
from mtal.models.ranges import behind_nought, ranges
from mtal.models.subwords import Subwords, overlapping_spans

STRETCH = 4096
"""Sentences that are split at a time: so many are in memory with their words."""


@dataclass(frozen=True, slots=True)
class Flat:
    """n sentences of k words altogether, in m >= n windows: one where a sentence fits, else several that overlap."""

    words: np.ndarray
    """Places of all words in the table of `Subwords`, int32 (k,)."""
    bounds: np.ndarray
    """Where in `words` each sentence begins, and the end, int64 (n + 1,)."""
    spans: np.ndarray
    """Where in `words` each window begins and ends, int64 (m, 2)."""
    windows: np.ndarray
    """Where in `spans` each sentence's windows begin, and the end, int64 (n + 1,)."""
    lengths: np.ndarray
    """Subwords of each sentence's longest window with the special tokens, int64 (n,)."""


class EncodedSentences:
    """Sentences with their subwords; `sentences` may be a list or a file."""

    def __init__(self, sentences: Sequence[Sentence], subwords: Subwords, flat: Flat) -> None:
        self.sentences, self.subwords, self.flat = sentences, subwords, flat

    def __len__(self) -> int:
        """How many there are."""
        return len(self.sentences)

    @property
    def lengths(self) -> np.ndarray:
        """Subwords of each sentence's longest window: what the encoder's time depends on, int64 (n,)."""
        return self.flat.lengths

    def collate(self, rows: Sequence[int] | np.ndarray, padding: int) -> Batch:
        """Put the sentences in these rows into one batch; padding is the subword id `padding`."""
        flat, table, rows = self.flat, self.subwords, np.asarray(rows)
        windows = flat.windows[rows + 1] - flat.windows[rows]
        spans = flat.spans[ranges(flat.windows[rows], windows)]
        counts = spans[:, 1] - spans[:, 0]
        place = ranges(spans[:, 0], counts)
        number = flat.words[place]
        size = table.sizes[number]
        ends = behind_nought(size)
        last = counts.cumsum()
        begin = ends[last - counts]  # subwords of the windows before
        total = ends[last] - begin
        pieces, attention = self._pieces(table.pieces[ranges(table.starts[number], size)], total, padding)
        row = np.arange(0, pieces.size, pieces.shape[1])
        first = ends[:-1] + np.repeat(row + len(table.before) - begin, counts)
        if len(spans) > len(rows):
            read = nearest_middle(place, spans, np.repeat(np.arange(len(rows)), windows))
            first, size = first[read], size[read]
        length = flat.bounds[rows + 1] - flat.bounds[rows]
        mask = np.arange(length.max()) < length[:, None]
        words, sizes = np.zeros((2, *mask.shape), dtype=np.int64)
        words[mask], sizes[mask] = first, size
        tensors = map(torch.from_numpy, (pieces, attention, words, sizes, mask, row[windows.cumsum() - windows]))
        return Batch([self.sentences[row] for row in rows.tolist()], *tensors)

    def _pieces(self, inside: np.ndarray, total: np.ndarray, padding: int) -> tuple[np.ndarray, np.ndarray]:
        """Windows with their special tokens, int64 (r, l), and where they have subwords, bool (r, l).

        `inside`: the subword ids of all words, window behind window; `total`: how many each window has, int64 (r,).
        """
        before, after = self.subwords.before, self.subwords.after
        lengths = total + len(before) + len(after)
        column = np.arange(lengths.max())
        pieces = np.full((len(total), len(column)), padding, dtype=np.int64)
        pieces[:, : len(before)] = before
        pieces[(column >= len(before)) & (column < len(before) + total[:, None])] = inside
        for place, piece in enumerate(after, len(before)):
            pieces[np.arange(len(total)), total + place] = piece
        return pieces, column < lengths[:, None]


def nearest_middle(place: np.ndarray, spans: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Of words that stand in several windows the rows, int64, with the window in whose middle they stand best.

    `place`: of the words of all windows, int64 (k,); `spans`: int64 (r, 2); `sentence`: of each window, int64 (r,). Of
    two windows that are as good the first is taken. The words come out in the order of sentences and places.
    """
    window = np.repeat(np.arange(len(spans)), spans[:, 1] - spans[:, 0])
    off = np.abs(spans.sum(axis=1)[window] - 1 - 2 * place)
    order = np.lexsort((window, off, place, sentence[window]))
    key = np.stack([sentence[window], place])[:, order]
    return order[np.flatnonzero(np.diff(key, axis=1, prepend=-1).any(axis=0))]


def encode_sentences(sentences: Sequence[Sentence], subwords: Subwords) -> EncodedSentences:
    """Split all sentences into subwords, once; their labels aren't kept in memory if they come from a file."""
    words, parts = (sentence.tokens for sentence in sentences), []
    while stretch := list(islice(words, STRETCH)):
        parts.append(encode_stretch(stretch, subwords))
    return EncodedSentences(sentences, subwords, joined(parts))


def encode_stretch(sentences: Sequence[Sequence[str]], subwords: Subwords) -> Flat:
    """The flat arrays of some sentences' words."""
    bounds = behind_nought(np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences)))
    words = subwords.numbers(chain.from_iterable(sentences), int(bounds[-1]))
    ends = behind_nought(subwords.sizes[words])
    spans, windows = cut_into_windows(bounds, ends, subwords.room)
    longest = np.maximum.reduceat(ends[spans[:, 1]] - ends[spans[:, 0]], windows[:-1])
    return Flat(words, bounds, spans, windows, longest + len(subwords.before) + len(subwords.after))


def cut_into_windows(bounds: np.ndarray, ends: np.ndarray, room: int) -> tuple[np.ndarray, np.ndarray]:
    """Windows of at most `room` subwords, as `Flat.spans` and `Flat.windows` have them.

    `bounds`: as in `Flat`; `ends`: int64 (k + 1,), the subwords before each word, and all.
    """
    cut = {
        row: overlapping_spans(np.diff(ends[bounds[row] : bounds[row + 1] + 1]).tolist(), room)
        for row in np.flatnonzero(ends[bounds[1:]] - ends[bounds[:-1]] > room).tolist()
    }
    counts = np.ones(len(bounds) - 1, dtype=np.int64)
    counts[list(cut)] = [len(spans) for spans in cut.values()]
    windows, spans = behind_nought(counts), np.repeat(np.column_stack([bounds[:-1], bounds[1:]]), counts, axis=0)
    for row, found in cut.items():
        spans[windows[row] : windows[row + 1]] = bounds[row] + np.array(found)
    return spans, windows


def joined(parts: Sequence[Flat]) -> Flat:
    """Sentences of several stretches, one behind the other."""
    word = behind_nought(np.array([len(part.words) for part in parts], dtype=np.int64))
    window = behind_nought(np.array([len(part.spans) for part in parts], dtype=np.int64))
    nothing = np.zeros(0, dtype=np.int64)
    return Flat(
        np.concatenate([nothing.astype(np.int32), *(part.words for part in parts)]),
        np.concatenate([*(part.bounds[:-1] + at for part, at in zip(parts, word, strict=False)), word[-1:]]),
        np.concatenate([np.zeros((0, 2), np.int64), *(part.spans + at for part, at in zip(parts, word, strict=False))]),
        np.concatenate([*(part.windows[:-1] + at for part, at in zip(parts, window, strict=False)), window[-1:]]),
        np.concatenate([nothing, *(part.lengths for part in parts)]),
    )
