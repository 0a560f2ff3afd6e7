"""Batches: sentences of similar length, as tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from mtal.corpora.sentence import Sentence
from mtal.models.subwords import Subwords, Window


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
        tensors = (self.pieces, self.attention, self.words, self.mask, self.first)
        return Batch(self.sentences, *(tensor.to(device, non_blocking=True) for tensor in tensors))


def encode_sentences(sentences: Sequence[Sentence], subwords: Subwords) -> list[EncodedSentence]:
    """Split all sentences into subwords, once."""
    return [EncodedSentence(sentence, subwords.windows(sentence.tokens)) for sentence in sentences]


def collate(chosen: Sequence[EncodedSentence], padding: int) -> Batch:
    """Put sentences into one batch."""
    windows = [window for encoded in chosen for window in encoded.windows]
    length = max(len(window.pieces) for window in windows)
    width = max(len(encoded.sentence.tokens) for encoded in chosen)
    pieces = np.full((len(windows), length), padding, dtype=np.int64)
    words = np.zeros((len(chosen), width), dtype=np.int64)
    first = np.zeros(len(chosen), dtype=np.int64)
    row = 0
    for i, encoded in enumerate(chosen):
        first[i] = row * length
        for window in encoded.windows:
            pieces[row, : len(window.pieces)] = window.pieces
            for word, position in window.positions.items():
                words[i, word] = row * length + position
            row += 1
    sizes = np.array([len(window.pieces) for window in windows])
    counts = np.array([len(encoded.sentence.tokens) for encoded in chosen])
    return Batch(
        [encoded.sentence for encoded in chosen],
        torch.from_numpy(pieces),
        torch.from_numpy(np.arange(length) < sizes[:, None]),
        torch.from_numpy(words),
        torch.from_numpy(np.arange(width) < counts[:, None]),
        torch.from_numpy(first),
    )


def by_length(encoded: Sequence[EncodedSentence], size: int) -> Iterator[list[int]]:
    """Rows of `encoded` in batches of `size`, shortest first: for scoring and evaluation."""
    order = sorted(range(len(encoded)), key=lambda i: encoded[i].length)
    for start in range(0, len(order), size):
        yield order[start : start + size]


def shuffled(lengths: Sequence[int], size: int, seed: Sequence[int]) -> Iterator[list[int]]:
    """Endless batches of `size` rows for training: each epoch a new order, similar lengths together.

    The rows of an epoch are shuffled, cut into stretches of eight batches, sorted by length inside a stretch, and the
    batches shuffled again: nearly no padding, and still another mix every epoch. `seed` alone decides.
    """
    lengths_ = np.asarray(lengths)
    random = np.random.default_rng(seed)
    while True:
        rows = random.permutation(len(lengths_))
        batches = []
        for start in range(0, len(rows), 8 * size):
            stretch = rows[start : start + 8 * size]
            stretch = stretch[np.argsort(lengths_[stretch], kind="stable")]
            batches += [stretch[i : i + size] for i in range(0, len(stretch), size)]
        for i in random.permutation(len(batches)):
            yield batches[i].tolist()
