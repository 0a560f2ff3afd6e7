"""Batches: sentences of similar length, as tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from mtal.corpora.sentence import Sentence
from mtal.models.subwords import Subwords, Window

SUBWORDS = 64
"""Padded subwords of a batch, for each sentence that it may hold: about twice an average sentence."""

NOISE = 0.12
"""Standard deviation of the noise on log length in the order of training sentences: without it a small set would always
be cut into the same batches. On newspaper text it makes an epoch 4 to 9 % dearer, wholly random batches half as dear
again."""


@dataclass(frozen=True, slots=True)
class EncodedSentence:
    """A sentence with its subwords."""

    sentence: Sentence
    windows: list[Window]

    @property
    def length(self) -> int:
        """Subwords of the longest window: what the encoder's time depends on."""
        return max(len(window.pieces) for window in self.windows)


@dataclass(frozen=True, slots=True)
class Batch:
    """b sentences in r >= b windows of at most l subwords; w words in the longest sentence."""

    sentences: list[Sentence]
    pieces: Tensor
    """Subword ids, int64 (r, l)."""
    attention: Tensor
    """True where there is a subword, bool (r, l)."""
    words: Tensor
    """Place of each word's first subword in the flattened windows, int64 (b, w); 0 for padding."""
    sizes: Tensor
    """Number of subwords of each word, int64 (b, w); 0 for padding."""
    mask: Tensor
    """True where there is a word, bool (b, w)."""
    first: Tensor
    """Place of each sentence's first special token in the flattened windows, int64 (b,)."""

    @property
    def lengths(self) -> list[int]:
        """Words of each sentence."""
        return [len(sentence.tokens) for sentence in self.sentences]

    def to(self, device: torch.device) -> Batch:
        """The batch on another device."""
        tensors = (self.pieces, self.attention, self.words, self.sizes, self.mask, self.first)
        return Batch(self.sentences, *(tensor.to(device, non_blocking=True) for tensor in tensors))

    def repeated(self, times: int) -> Batch:
        """The batch `times` times over, copy behind copy: several passes in one, whose matrix products are faster."""
        shift = torch.arange(times, device=self.words.device) * self.pieces.numel()
        return Batch(
            self.sentences * times,
            self.pieces.repeat(times, 1),
            self.attention.repeat(times, 1),
            (self.words + shift[:, None, None]).flatten(0, 1),
            self.sizes.repeat(times, 1),
            self.mask.repeat(times, 1),
            (self.first + shift[:, None]).flatten(),
        )


def encode_sentences(sentences: Sequence[Sentence], subwords: Subwords) -> list[EncodedSentence]:
    """Split all sentences into subwords, once."""
    return [EncodedSentence(sentence, subwords.windows(sentence.tokens)) for sentence in sentences]


def collate(chosen: Sequence[EncodedSentence], padding: int) -> Batch:
    """Put sentences into one batch."""
    windows = [window for encoded in chosen for window in encoded.windows]
    length = max(len(window.pieces) for window in windows)
    width = max(len(encoded.sentence.tokens) for encoded in chosen)
    pieces = np.full((len(windows), length), padding, dtype=np.int64)
    words, sizes = np.zeros((2, len(chosen), width), dtype=np.int64)
    first = np.zeros(len(chosen), dtype=np.int64)
    row = 0
    for i, encoded in enumerate(chosen):
        first[i] = row * length
        for window in encoded.windows:
            pieces[row, : len(window.pieces)] = window.pieces
            read = list(window.positions)
            words[i, read] = row * length + np.array(list(window.positions.values()))
            sizes[i, read] = list(window.sizes.values())
            row += 1
    lengths = np.array([len(window.pieces) for window in windows])
    counts = np.array([len(encoded.sentence.tokens) for encoded in chosen])
    return Batch(
        [encoded.sentence for encoded in chosen],
        torch.from_numpy(pieces),
        torch.from_numpy(np.arange(length) < lengths[:, None]),
        torch.from_numpy(words),
        torch.from_numpy(sizes),
        torch.from_numpy(np.arange(width) < counts[:, None]),
        torch.from_numpy(first),
    )


def by_length(encoded: Sequence[EncodedSentence], size: int) -> Iterator[list[int]]:
    """Rows of `encoded` in batches of at most `size`, shortest first: for scoring and evaluation."""
    lengths = np.array([sentence.length for sentence in encoded], dtype=np.int64)
    for rows in cut(np.argsort(lengths, kind="stable"), lengths, size):
        yield rows.tolist()


def shuffled(lengths: Sequence[int] | np.ndarray, size: int, seed: Sequence[int]) -> Iterator[list[int]]:
    """Endless batches for training: in each epoch every row once, other mixes every epoch, similar lengths together.

    The rows are sorted by length times noise, cut into batches that differ by one row at most, so that all rows count
    alike, and the batches shuffled. `seed` alone decides. Raises `ValueError` where there is no row.
    """
    if not len(lengths):
        raise ValueError("no sentence to make batches of")
    random, log_lengths = np.random.default_rng(seed), np.log(np.asarray(lengths))
    number = -(-len(log_lengths) // size)
    while True:
        noisy = log_lengths + NOISE * random.standard_normal(len(log_lengths))
        batches = np.array_split(np.argsort(noisy, kind="stable"), number)
        for i in random.permutation(number):
            yield batches[i].tolist()


def cut(rows: np.ndarray, lengths: np.ndarray, size: int) -> list[np.ndarray]:
    """Cut rows, sorted by length, into batches of at most `size` rows and `SUBWORDS · size` padded subwords.

    Without the second bound one sentence of 300 subwords makes a step of 16 sentences ten times dearer. A row that is
    too long by itself makes a batch alone.
    """
    batches, start = [], 0
    for end, row in enumerate(rows):
        taken = end - start + 1
        if taken > 1 and (taken > size or taken * lengths[row] > SUBWORDS * size):
            batches.append(rows[start:end])
            start = end
    return [*batches, rows[start:]] if len(rows) else []
