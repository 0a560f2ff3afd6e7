"""Feed-forward layers of the span model: linear, ReLU, dropout."""

from __future__ import annotations

from torch import nn

from mtal.tasks.dropout import Dropout


def activation(dropout: float) -> list[nn.Module]:
    """What stands behind each hidden layer."""
    return [nn.ReLU(), Dropout(dropout)]


def behind_first(size: int, choices: int, dropout: float) -> nn.Sequential:
    """A two-layer classifier without its first linear layer: float (…, size) in, (…, choices) out."""
    return nn.Sequential(*activation(dropout), nn.Linear(size, size), *activation(dropout), nn.Linear(size, choices))
