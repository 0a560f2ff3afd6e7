"""Scores of all ordered pairs of spans (docs/method.md, "Relations")."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from mtal.layers.feed_forward import activation, before_relu, behind_first

BUCKETS = (1, 2, 3, 4, 5, 8, 16, 32, 64)
"""Least distance of each bucket but the first, which is that of 0."""

PRODUCTS = 1 << 25
"""Numbers that the products of pairs may take at a time (128 MiB in float32)."""


def distance_buckets(spans: int, device: torch.device) -> Tensor:
    """Signed distance from the first to the second span of each pair, int64 (spans, spans), in 2·(len(BUCKETS) + 1)."""
    position = torch.arange(spans, device=device)
    distance = position - position.unsqueeze(1)
    sizes = torch.bucketize(distance.abs(), torch.tensor(BUCKETS, device=device), right=True)
    return sizes + (len(BUCKETS) + 1) * (distance < 0)


class PairScorer(nn.Module):
    """Classifies [a; b; a⊙b; distance] for all pairs of a sentence's spans.

    The first layer is linear: what it makes of a and b is computed once a span, of distances once a bucket, and only
    a⊙b a pair. Pairs are worked through in pieces of a few sentences; in training, where there are several, the inside
    of a piece is computed again for its gradient rather than kept. So memory is bounded by `PRODUCTS`.
    """

    def __init__(
        self, input_size: int, span_size: int, distance_size: int, pair_size: int, choices: int, dropout: float
    ) -> None:
        super().__init__()
        self.as_first = nn.Sequential(before_relu(input_size, span_size), *activation(dropout))
        self.as_second = nn.Sequential(before_relu(input_size, span_size), *activation(dropout))
        self.distances = nn.Embedding(2 * (len(BUCKETS) + 1), distance_size)
        self.sizes = [span_size, span_size, span_size, distance_size]
        self.first = before_relu(sum(self.sizes), pair_size)
        self.rest = behind_first(pair_size, choices, dropout)

    def forward(self, spans: Tensor) -> Tensor:
        """Vectors (b, k, input size) of k spans of each sentence; returns float (b, k, k, choices), first × second."""
        first, second = self.as_first(spans), self.as_second(spans)
        b, k, size = first.shape
        sentences = max(1, PRODUCTS // (k * k * size))
        again = sentences < b and torch.is_grad_enabled()
        scores = [
            checkpoint(self._scores, *part, use_reentrant=False) if again else self._scores(*part)
            for part in zip(first.split(sentences), second.split(sentences), strict=True)
        ]
        return torch.cat(scores)

    def _scores(self, first: Tensor, second: Tensor) -> Tensor:
        of_first, of_second, of_product, of_distance = self.first.weight.split(self.sizes, dim=1)
        distances = self.distances.weight @ of_distance.T + self.first.bias
        hidden = (first.unsqueeze(2) * second.unsqueeze(1)) @ of_product.T
        hidden = hidden + (first @ of_first.T).unsqueeze(2) + (second @ of_second.T).unsqueeze(1)
        hidden = hidden + nn.functional.embedding(distance_buckets(first.shape[1], first.device), distances)
        return self.rest(hidden)
