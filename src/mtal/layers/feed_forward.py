"""Feed-forward layers of the span model: linear, ReLU, dropout.

Weights start as He et al. (2015) have them for ReLU: with torch's own start each layer halves the signal, and three
such layers behind an LSTM learn next to nothing in their first hundred steps.
"""

from __future__ import annotations

from torch import nn

from mtal.layers.dropout import Dropout


def before_relu(size: int, out: int) -> nn.Linear:
    """A linear layer whose output goes through a ReLU."""
    layer = nn.Linear(size, out)
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    nn.init.zeros_(layer.bias)
    return layer


def activation(dropout: float) -> list[nn.Module]:
    """What stands behind each hidden layer."""
    return [nn.ReLU(), Dropout(dropout)]


def behind_first(size: int, choices: int, dropout: float) -> nn.Sequential:
    """A two-layer classifier without its first linear layer: float (…, size) in, (…, choices) out."""
    second = before_relu(size, size)
    return nn.Sequential(*activation(dropout), second, *activation(dropout), nn.Linear(size, choices))
