"""Batches: sentences of similar length, as tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from mtal.corpora.sentence import Sentence

SUBWORDS = 64
"""Padded subwords of a batch, for each sentence that it may hold: about twice an average sentence."""

NOISE = 0.12
"""Standard deviation of the noise on log length in the order of training sentences: without it a small set would always
be cut into the same batches. On newspaper text it makes an epoch 4 to 9 % dearer, wholly random batches half as dear
again."""


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


def by_length(lengths: np.ndarray, size: int) -> list[np.ndarray]:
    """Rows of sentences of these `lengths`, in subwords, in batches of at most `size`, shortest first: for scoring and
    evaluation."""
    return cut(np.argsort(lengths, kind="stable"), lengths, size)


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
    for end, length in enumerate(lengths[rows].tolist()):
        taken = end - start + 1
        if taken > 1 and (taken > size or taken * length > SUBWORDS * size):
            batches.append(rows[start:end])
            start = end
    return [*batches, rows[start:]] if len(rows) else []
