"""Dropout whose random numbers are cheap on a CPU.

Torch draws a Bernoulli variable an element there, which takes a third of a forward pass of a small encoder. Here each
64-bit random number serves four elements, a sixth of the time. Same distribution (the probability is rounded to a
65,536th), still decided by `torch.manual_seed`, other numbers. On accelerators torch's own dropout is used.
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
    seed = int(torch.empty((), dtype=torch.int64).random_())
    draws = np.random.SFC64(seed).random_raw(math.ceil(values.numel() / 4)).view(np.uint16)[: values.numel()]
    kept = torch.from_numpy((draws >= np.uint16(round(p * STEPS))).view(np.uint8))  # uint8: torch converts bool slowly
    return values * kept.view(values.shape).to(values.dtype).mul_(1 / (1 - round(p * STEPS) / STEPS))


class Dropout(nn.Module):
    """Like `torch.nn.Dropout`, by `dropout`."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, values: Tensor) -> Tensor:
        """Any shape; unchanged outside of training."""
        return dropout(values, self.p) if self.training and self.p else values
