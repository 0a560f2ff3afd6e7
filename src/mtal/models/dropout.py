"""Dropout whose random numbers are cheap on a CPU.

Torch draws a Bernoulli variable an element there, which takes a third of a forward pass of a small encoder. Here each
64-bit random number serves four elements, a quarter of the time. Same distribution (the probability is rounded to a
65,536th), same generator (`torch.manual_seed`), other numbers. On accelerators torch's own dropout is used.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AttentionInterface, PreTrainedModel

STEPS = 1 << 16
ATTENTION = "mtal"
"""Name under which `attention` is known to transformers."""


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


def attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float,
    dropout: float = 0.0,
    **_: Any,
) -> tuple[Tensor, None]:
    """Scaled dot-product attention with this dropout on its weights; (r, heads, l, size) in, (r, l, heads, size) out.

    `attention_mask`: bool, True where a position may be looked at, or None.
    """
    if not dropout:
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=attention_mask, scale=scaling)
    else:
        weights = (query * scaling) @ key.transpose(2, 3)
        if attention_mask is not None:
            weights = weights.masked_fill(~attention_mask, torch.finfo(weights.dtype).min)
        mixed = _dropout(torch.softmax(weights, dim=-1), dropout) @ value
    return mixed.transpose(1, 2).contiguous(), None


_dropout = dropout  # `attention` has an argument of that name
AttentionInterface.register(ATTENTION, attention)


def use_cheap_dropout(encoder: PreTrainedModel) -> PreTrainedModel:
    """Exchange all dropout of a pre-trained encoder for this one, in place."""
    for parent in list(encoder.modules()):
        for name, child in parent.named_children():
            if isinstance(child, nn.Dropout):
                setattr(parent, name, Dropout(child.p))
    encoder.set_attn_implementation(ATTENTION)
    return encoder
