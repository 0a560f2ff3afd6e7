"""RoBERTa and what is built alike: positions are counted from the id of padding, and begin behind it."""

from __future__ import annotations

from transformers import PretrainedConfig

from mtal.models.families.family import Family


def positions(config: PretrainedConfig) -> int:
    """The first position is the id of padding + 1."""
    return config.max_position_embeddings - padding(config) - 1


def padding(config: PretrainedConfig) -> int | None:
    """The id of padding; None where the configuration forgot it."""
    return config.pad_token_id


ROBERTA = Family(positions=positions, padding=padding)
