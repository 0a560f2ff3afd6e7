"""The subwords of each sentence in a row, whatever windows they were encoded in."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where the subwords of b sentences of up to w words lie; nothing is computed before a task asks."""

    hidden: Tensor
    """Vectors of all subwords of all windows, float (n, h)."""
    places: Tensor
    """Row of `hidden` with each word's first subword, int64 (b, w); the word's other subwords follow it."""
    sizes: Tensor
    """Number of subwords of each word, int64 (b, w); 0 for padding."""

    def in_rows(self) -> PieceRows:
        """The subwords of each sentence side by side, p in the longest."""
        ends = self.sizes.cumsum(1)
        starts, count = ends - self.sizes, ends[:, -1:]
        position = torch.arange(int(count.max()), device=ends.device).expand(len(ends), -1).contiguous()
        word = torch.searchsorted(ends, position, right=True).clamp(max=ends.shape[1] - 1)
        mask = position < count
        row = self.places.gather(1, word) + position - starts.gather(1, word)
        return PieceRows(self.hidden[row.masked_fill(~mask, 0)], mask, torch.minimum(starts, count - 1), ends - 1)


@dataclass(frozen=True, slots=True)
class PieceRows:
    """The subwords of b sentences of up to p subwords and w words, without special tokens."""

    vectors: Tensor
    """float (b, p, h); anything behind a sentence's end."""
    mask: Tensor
    """True where there is a subword, bool (b, p)."""
    first: Tensor
    """Position of each word's first subword, int64 (b, w); that of the last subword for padding."""
    last: Tensor
    """Position of each word's last subword, int64 (b, w)."""
