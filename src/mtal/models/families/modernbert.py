"""ModernBERT: layers that see everything and layers that see their neighbourhood, rotary positions for each kind."""

from __future__ import annotations

from functools import partial
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel
from transformers.masking_utils import create_bidirectional_sliding_window_mask

from mtal.models.families.family import Family, take_layers, visible


def take_norm(encoder: PreTrainedModel) -> nn.Module:
    """The norm behind the last layer."""
    norm, encoder.final_norm = encoder.final_norm, nn.Identity()
    return norm


def nearby(shell: PreTrainedModel, hidden: Tensor, attention: Tensor) -> Tensor | None:
    """The mask of layers that see their neighbourhood, bool (r, 1, l, l); None where that is all."""
    return create_bidirectional_sliding_window_mask(config=shell.config, inputs_embeds=hidden, attention_mask=attention)


MASKS = {"full_attention": visible, "sliding_attention": nearby}


def surroundings(shell: PreTrainedModel, hidden: Tensor, attention: Tensor) -> dict[str, dict[str, Any]]:
    """Mask and rotary positions for each kind of layer."""
    places = torch.arange(hidden.shape[1], device=hidden.device)[None]
    return {
        kind: {
            "attention_mask": MASKS[kind](shell, hidden, attention),
            "position_embeddings": shell.rotary_emb(hidden, places, kind),
        }
        for kind in sorted(set(shell.config.layer_types))
    }


def apply_layer(layer: nn.Module, hidden: Tensor, surroundings: dict[str, dict[str, Any]]) -> Tensor:
    """One layer's output."""
    return layer(hidden, **surroundings[str(layer.attention_type)])


MODERNBERT = Family(
    take_layers=partial(take_layers, place="layers"),
    take_last=take_norm,
    surroundings=surroundings,
    apply_layer=apply_layer,
)
