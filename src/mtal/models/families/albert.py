"""ALBERT: one layer (or a few groups of them) applied again and again, behind projected embeddings.

Taken apart, the layer stands in the list as often as it is applied. `SharedEncoder` holds it once, as ALBERT does.
`GatedEncoder` copies what stands above the fork: the bottom, the shared top and each task's top then hold the
layer once each, and training sets them apart.
"""

from __future__ import annotations

from torch import Tensor, nn
from transformers import PreTrainedModel

from mtal.models.families.family import Family, take_layers


def take_repeated_layers(encoder: PreTrainedModel) -> list[nn.Module]:
    """The group of each of the `num_hidden_layers` applications."""
    groups = take_layers(encoder, "encoder.albert_layer_groups")
    count = encoder.config.num_hidden_layers
    return [groups[int(i / (count / len(groups)))] for i in range(count)]


def embed(shell: PreTrainedModel, pieces: Tensor, attention: Tensor) -> Tensor:
    """The first layer's input."""
    return shell.encoder.embedding_hidden_mapping_in(shell.embeddings(input_ids=pieces))


ALBERT = Family(take_layers=take_repeated_layers, embed=embed)
