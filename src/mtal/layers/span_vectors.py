"""Vectors of spans: both ends in context, the width, attention over what is inside (docs/method.md, "Entity spans")."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from mtal.layers.pieces import PieceRows
from mtal.layers.spans import span_ends

WIDTHS = 64
"""Widths in subwords that are told apart; wider spans count as that wide."""


@dataclass(frozen=True, slots=True)
class SpanVectors:
    """What the vectors of all spans of a batch are put together from: b sentences, w words, spans of up to W words.

    A span's vector is [context of its first subword; context of its last subword; width; mean inside].
    """

    first: Tensor
    """Context of each word's first subword, float (b, w, H)."""
    last: Tensor
    """Context of each word's last subword, float (b, w, H)."""
    inside: Tensor
    """Mean of each word's subwords, weighted by attention, float (b, w, h)."""
    shares: Tensor
    """How much of each span's attention falls on each word, float (b, w · W, w); rows sum to 1."""
    width: Tensor
    """Width of each span in subwords - 1, at most `WIDTHS` - 1, int64 (b, w · W)."""
    width_vectors: Tensor
    """float (`WIDTHS`, e)."""

    def of(self, spans: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Vectors of chosen spans, given by number, first and last word (int64 (b, k)): float (b, k, 2H + e + h)."""
        row = torch.arange(len(spans), device=spans.device).unsqueeze(1)
        width = self.width_vectors[self.width[row, spans]]
        inside = self.shares[row, spans] @ self.inside
        return torch.cat([self.first[row, start], self.last[row, end], width, inside], dim=-1)

    def through(self, layer: nn.Linear) -> Tensor:
        """`layer` applied to the vectors of all spans, float (b, w, W, out), without building these.

        The layer is linear, so it is applied to the words, and the spans' shares of the results are added up.
        """
        parts = (self.first, self.last, self.width_vectors, self.inside)
        weights = layer.weight.split([part.shape[-1] for part in parts], dim=1)
        first, last, width, inside = (part @ weight.T for part, weight in zip(parts, weights, strict=True))
        b, w, _ = first.shape
        widest = self.shares.shape[1] // w
        spans = (self.shares @ inside).view(b, w, widest, -1)
        spans = spans + (first + layer.bias).unsqueeze(2)
        spans = spans + nn.functional.pad(last, (0, 0, 0, widest - 1)).unfold(1, widest, 1).transpose(2, 3)
        return spans + nn.functional.embedding(self.width, width).view(b, w, widest, -1)


class SpanEncoder(nn.Module):
    """From subwords to span vectors."""

    def __init__(self, input_size: int, hidden_size: int, width_size: int, max_width: int) -> None:
        super().__init__()
        self.max_width = max_width
        self.size = 2 * hidden_size + width_size + input_size
        self.forwards = nn.LSTM(input_size, hidden_size // 2, batch_first=True)
        self.backwards = nn.LSTM(input_size, hidden_size // 2, batch_first=True)
        self.attention = nn.Linear(input_size, 1, bias=False)
        self.widths = nn.Embedding(WIDTHS, width_size)

    def forward(self, pieces: PieceRows) -> SpanVectors:
        """The span vectors of a batch."""
        row = torch.arange(len(pieces.mask), device=pieces.mask.device).unsqueeze(1)
        context = self._context(pieces)
        words, weight = self._words(pieces)
        return SpanVectors(
            context[row, pieces.first],
            context[row, pieces.last],
            words,
            self._shares(weight).to(words.dtype),
            self._width(pieces),
            self.widths.weight,
        )

    def _context(self, pieces: PieceRows) -> Tensor:
        """Both directions of the LSTM, float (b, p, H); the backward one starts at each sentence's own end.

        Two passes over padded rows: on CPUs less than half the time of one over packed rows.
        """
        b, p = pieces.mask.shape
        position = torch.arange(p, device=pieces.mask.device)
        mirrored = (pieces.mask.sum(-1, keepdim=True) - 1 - position).where(pieces.mask, position)
        rows = (mirrored + p * torch.arange(b, device=position.device).unsqueeze(1)).flatten()
        turned = pieces.vectors.flatten(0, 1).index_select(0, rows).view_as(pieces.vectors)
        back = self.backwards(turned)[0]
        back = back.flatten(0, 1).index_select(0, rows).view_as(back)
        return torch.cat([self.forwards(pieces.vectors)[0], back], dim=-1)

    def _words(self, pieces: PieceRows) -> tuple[Tensor, Tensor]:
        """Attention inside each word: mean of its subwords, float (b, w, h), and log of its total weight, (b, w)."""
        position = torch.arange(pieces.mask.shape[1], device=pieces.mask.device)
        inside = (pieces.first.unsqueeze(-1) <= position) & (position <= pieces.last.unsqueeze(-1))
        weight = self.attention(pieces.vectors).transpose(1, 2).float()
        weight = weight.masked_fill(~inside, torch.finfo(torch.float32).min)
        return torch.softmax(weight, dim=-1).to(pieces.vectors.dtype) @ pieces.vectors, weight.logsumexp(-1)

    def _shares(self, weight: Tensor) -> Tensor:
        """Softmax of the words' log weights (b, w) inside each span, float (b, w · W, w)."""
        w = weight.shape[1]
        word, end = torch.arange(w, device=weight.device), span_ends(w, self.max_width, weight.device)
        inside = (word.view(-1, 1, 1) <= word) & (word <= end.unsqueeze(-1))
        weight = weight[:, None, None, :].masked_fill(~inside, torch.finfo(torch.float32).min)
        return torch.softmax(weight, dim=-1).flatten(1, 2)

    def _width(self, pieces: PieceRows) -> Tensor:
        """Subwords of each span - 1, int64 (b, w · W)."""
        w = pieces.first.shape[1]
        end = span_ends(w, self.max_width, pieces.first.device).clamp(max=w - 1)
        return (pieces.last[:, end] - pieces.first.unsqueeze(-1)).clamp(0, WIDTHS - 1).flatten(1)
