"""Dropout whose random numbers are cheap on a CPU.

Torch draws a Bernoulli variable an element there, which takes a third of a forward pass of a small encoder. Here each
64-bit random number serves four elements, a quarter of the time. Same distribution (the probability is rounded to a
65,536th), same generator (`torch.manual_seed`), other numbers. On accelerators torch's own dropout is used.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor, nn

STEPS = 1 << 16


def dropout(values: Tensor, p: float) -> Tensor:
    """`values` with each element zeroed with probability p, the others divided by 1 - p."""
    if values.device.type != "cpu":
        return nn.functional.dropout(values, p)
    draws = torch.empty(math.ceil(values.numel() / 4), dtype=torch.int64).random_(-(2**63), None)
    kept = draws.numpy().view(np.uint16)[: values.numel()] >= np.uint16(round(p * STEPS))
    mask = torch.from_numpy(kept).view(values.shape).to(values.dtype)
    return values * mask.mul_(1 / (1 - round(p * STEPS) / STEPS))


class Dropout(nn.Module):
    """Like `torch.nn.Dropout`, by `dropout`."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, values: Tensor) -> Tensor:
        """Any shape; unchanged outside of training."""
        return dropout(values, self.p) if self.training and self.p else values
