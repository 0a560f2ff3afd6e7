"""The dropout of `mtal.layers.dropout` inside a pre-trained encoder, its attention included."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel
from transformers.masking_utils import sdpa_mask

from mtal.layers.dropout import Dropout, dropout
from mtal.models.families import family_of

ATTENTION = "mtal"
"""Name under which `attention` is known to transformers."""


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
        if attention_mask is not None:  # added: filling in takes eight times as long
            nothing = weights.new_zeros(attention_mask.shape)
            weights = weights + nothing.masked_fill(~attention_mask, torch.finfo(weights.dtype).min)
        mixed = _dropout(torch.softmax(weights, dim=-1), dropout) @ value
    return mixed.transpose(1, 2).contiguous(), None


_dropout = dropout  # `attention` has an argument of that name
AttentionInterface.register(ATTENTION, attention)
AttentionMaskInterface.register(ATTENTION, sdpa_mask)


def use_cheap_dropout(encoder: PreTrainedModel) -> PreTrainedModel:
    """Exchange all dropout of a pre-trained encoder for this one, in place.

    Families that compute attention inside their layers apply `nn.Dropout` to its weights, which is exchanged too.
    """
    for parent in list(encoder.modules()):
        for name, child in parent.named_children():
            if isinstance(child, nn.Dropout):
                setattr(parent, name, Dropout(child.p))
    if not family_of(encoder.config).own_attention:
        encoder.set_attn_implementation(ATTENTION)
    return encoder
