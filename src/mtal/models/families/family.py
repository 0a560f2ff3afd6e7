"""What sets one family of encoders apart from another; the defaults are BERT's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn
from transformers import PreTrainedModel


def take_layers(encoder: PreTrainedModel, place: str = "encoder.layer") -> list[nn.Module]:
    """The layers, which stand at `place` and are taken out of there."""
    layers = list(encoder.get_submodule(place))
    encoder.set_submodule(place, nn.ModuleList())
    return layers


def no_last(encoder: PreTrainedModel) -> nn.Module:
    """Nothing stands behind the last layer."""
    return nn.Identity()


def embed(shell: PreTrainedModel, pieces: Tensor, attention: Tensor) -> Tensor:
    """The first layer's input, float (r, l, h), of `pieces` int64 and `attention` bool (r, l)."""
    return shell.embeddings(input_ids=pieces)


def visible(shell: PreTrainedModel, hidden: Tensor, attention: Tensor) -> Tensor | None:
    """The mask that every layer gets: bool (r, 1, 1, l); None (which is faster) where nothing is padded."""
    return None if bool(attention.all()) else attention[:, None, None, :]


def apply_layer(layer: nn.Module, hidden: Tensor, surroundings: Any) -> Tensor:
    """One layer's output, float (r, l, h)."""
    return layer(hidden, attention_mask=surroundings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """How encoders of one `model_type` are taken apart, and how their parts are run.

    The *shell* is the encoder without its layers and what stands behind them: embeddings, and whatever all layers use.
    """

    take_layers: Callable[[PreTrainedModel], list[nn.Module]] = take_layers
    """Takes out the layers, in their order; a layer that is applied more than once stands there as often."""
    take_last: Callable[[PreTrainedModel], nn.Module] = no_last
    """Takes out what stands behind the last layer."""
    embed: Callable[[PreTrainedModel, Tensor, Tensor], Tensor] = embed
    """Shell, `pieces`, `attention` -> the first layer's input."""
    surroundings: Callable[[PreTrainedModel, Tensor, Tensor], Any] = visible
    """Shell, the first layer's input, `attention` -> what all layers see beside their input: masks, positions."""
    apply_layer: Callable[[nn.Module, Tensor, Any], Tensor] = apply_layer
    """Layer, its input, surroundings -> its output."""
    own_attention: bool = False
    """Attention is computed inside the layers, so that no other can be plugged in."""
