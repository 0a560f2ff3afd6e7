"""ELECTRA: embeddings may be smaller than the layers, and are then projected to their size."""

from __future__ import annotations

from torch import Tensor
from transformers import PreTrainedModel

from mtal.models.families.family import Family


def embed(shell: PreTrainedModel, pieces: Tensor, attention: Tensor) -> Tensor:
    """The first layer's input."""
    embedded = shell.embeddings(input_ids=pieces)
    return shell.embeddings_project(embedded) if hasattr(shell, "embeddings_project") else embedded


ELECTRA = Family(embed=embed)
