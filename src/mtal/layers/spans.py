"""Candidate spans of words: which there are, and which are kept for pairing.

The spans of a sentence of up to w words are numbered `start · W + (end - start)`, W being the greatest width in words
and `end` inclusive: sorted by start, then end (docs/method.md, "Entity spans").
"""

from __future__ import annotations

import torch
from torch import Tensor


def span_mask(lengths: Tensor, words: int, width: int) -> Tensor:
    """Which spans of at most `width` words exist, bool (b, words · width).

    `lengths`: words of each sentence, int64 (b,), none above `words`.
    """
    ends = span_ends(words, width, lengths.device).flatten()
    return ends < lengths.unsqueeze(1)


def span_ends(words: int, width: int, device: torch.device) -> Tensor:
    """The last word of each span, int64 (words, width), also beyond the sentence."""
    return torch.arange(words, device=device).unsqueeze(1) + torch.arange(width, device=device)


def span_bounds(spans: Tensor, width: int) -> tuple[Tensor, Tensor]:
    """First and last word of numbered spans, any shape."""
    return spans // width, spans // width + spans % width


def kept_count(lengths: Tensor, ratio: float) -> Tensor:
    """How many spans are kept: max(1, floor(ratio · words)), int64 (b,); at most all, since `ratio` is at most 1."""
    return (ratio * lengths.double() + 1e-9).floor().long().clamp(min=1)


def kept_spans(dislike: Tensor, mask: Tensor, count: Tensor) -> tuple[Tensor, Tensor]:
    """The `count` spans of least dislike of each sentence, in their order; among equals the earlier ones.

    `dislike`: float (b, u); `mask`: bool (b, u), which spans exist; `count`: int64 (b,).
    Returns their numbers, int64 (b, k), 0 behind a sentence's count, and where there is one, bool (b, k).
    """
    huge, spans = torch.finfo(dislike.dtype).max, mask.shape[1]
    order = dislike.clamp(max=huge).masked_fill(~mask, float("inf")).sort(dim=1, stable=True).indices
    order = order[:, : int(count.max())]
    absent = torch.arange(order.shape[1], device=mask.device) >= count.unsqueeze(1)
    order = order.masked_fill(absent, spans).sort(dim=1).values
    return order.masked_fill(order == spans, 0), order < spans
