"""MPNet: one bias by relative position for all layers."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from mtal.models.families.family import Family


def surroundings(shell: PreTrainedModel, hidden: Tensor, attention: Tensor) -> Tensor:
    """What is added to all scores of attention, float (r or 1, heads, l, l)."""
    bias = shell.encoder.compute_position_bias(hidden[:1])
    if bool(attention.all()):
        return bias
    hides = torch.zeros_like(attention, dtype=hidden.dtype).masked_fill(~attention, torch.finfo(hidden.dtype).min)
    return bias + hides[:, None, None, :]


def apply_layer(layer: nn.Module, hidden: Tensor, surroundings: Tensor) -> Tensor:
    """One layer's output."""
    return layer(hidden, position_bias=surroundings)[0]


MPNET = Family(surroundings=surroundings, apply_layer=apply_layer, own_attention=True)
