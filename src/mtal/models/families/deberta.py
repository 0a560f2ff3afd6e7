"""DeBERTa v2 and v3: attention to relative positions, whose vectors all layers share.

The vectors stay in the shell, so that in `GatedEncoder` all tops go on sharing them with the bottom.
"""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn
from transformers import PreTrainedModel

from mtal.models.families.family import Family, take_layers


class Surroundings(NamedTuple):
    """What all layers see."""

    attention: Tensor
    """1 where there is a subword, int64 (r, l)."""
    mask: Tensor
    """1 where a position may be looked at, int64 (r, 1, l, l)."""
    distances: Tensor | None
    """Relative positions in buckets, int64 (1, l, l); None without relative attention."""
    vectors: Tensor | None
    """The vector of each bucket, float (buckets, h)."""


class ConvolvedLayer(nn.Module):
    """The first layer with the convolution that stands beside it in the larger models of v2."""

    def __init__(self, layer: nn.Module, convolution: nn.Module) -> None:
        super().__init__()
        self.layer, self.convolution = layer, convolution

    def forward(self, hidden: Tensor, surroundings: Surroundings) -> Tensor:
        """One layer's output, float (r, l, h)."""
        return self.convolution(hidden, apply_layer(self.layer, hidden, surroundings), surroundings.attention)


def take_layers_and_convolution(encoder: PreTrainedModel) -> list[nn.Module]:
    """The layers, the first with its convolution where there is one."""
    first, *rest = take_layers(encoder)
    if encoder.encoder.conv is not None:
        first = ConvolvedLayer(first, encoder.encoder.conv)
        encoder.encoder.conv = None
    return [first, *rest]


def embed(shell: PreTrainedModel, pieces: Tensor, attention: Tensor) -> Tensor:
    """The first layer's input, 0 where it is padded."""
    return shell.embeddings(input_ids=pieces, mask=attention.long())


def surroundings(shell: PreTrainedModel, hidden: Tensor, attention: Tensor) -> Surroundings:
    """Masks and relative positions."""
    numbers, encoder = attention.long(), shell.encoder
    return Surroundings(
        numbers, encoder.get_attention_mask(numbers), encoder.get_rel_pos(hidden), encoder.get_rel_embedding()
    )


def apply_layer(layer: nn.Module, hidden: Tensor, surroundings: Surroundings) -> Tensor:
    """One layer's output."""
    if isinstance(layer, ConvolvedLayer):
        return layer(hidden, surroundings)
    _, mask, distances, vectors = surroundings
    return layer(hidden, mask, relative_pos=distances, rel_embeddings=vectors)[0]


DEBERTA = Family(
    take_layers=take_layers_and_convolution,
    embed=embed,
    surroundings=surroundings,
    apply_layer=apply_layer,
    own_attention=True,
)
