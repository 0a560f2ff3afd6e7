"""A learned mix of an encoder's layers, in place of the last one (Peters et al. 2018)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class ScalarMix(nn.Module):
    """Scaled mean of `count` layers, whose weights are learned; they start equal."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(count))
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, layers: Sequence[Tensor]) -> Tensor:
        """`layers`: as many as `count`, each float (r, l, h); returns float (r, l, h)."""
        shares = torch.softmax(self.weights, dim=0).unbind()
        return self.scale * sum(share * layer for share, layer in zip(shares, layers, strict=True))
