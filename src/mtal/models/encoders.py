"""One pre-trained encoder for several tasks: wholly shared (ST, SMT), or with a gated top for each task (CMT)."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from mtal.errors import UserError


class SharedEncoder(nn.Module):
    """The encoder as it is; all tasks read the same output."""

    def __init__(self, pretrained: nn.Module, tasks: Sequence[str]) -> None:
        super().__init__()
        self.tasks = list(tasks)
        self.embeddings, self.layers = _parts(pretrained)

    def forward(self, pieces: Tensor, attention: Tensor) -> dict[str, Tensor]:
        """`pieces` int64, `attention` bool (r, l); returns the last layer's output for each task, float (r, l, h)."""
        hidden = _run(self.layers, self.embeddings(input_ids=pieces), attention_bias(attention))
        return dict.fromkeys(self.tasks, hidden)

    @property
    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that pre-training knows nothing of."""
        return []


class GatedEncoder(nn.Module):
    """Complex multi-task encoder, CMT (paper §4.2; paper.md 5.2).

    The bottom layers are shared. The top exists once for all tasks together and once for each task, every copy
    starting from the pre-trained layers; a gate per task mixes the shared and the task's output position by position.
    """

    def __init__(self, pretrained: nn.Module, tasks: Sequence[str], top: int | None = None) -> None:
        super().__init__()
        self.tasks = list(tasks)
        self.embeddings, layers = _parts(pretrained)
        split = len(layers) - (top if top is not None else max(1, round(len(layers) / 3)))
        if split < 0:
            raise UserError(f"model.top_layers={top}: the encoder has {len(layers)} layers")
        self.bottom, self.shared_top = layers[:split], layers[split:]
        self.task_tops = nn.ModuleDict({task: copy.deepcopy(self.shared_top) for task in tasks})
        size = pretrained.config.hidden_size
        self.gates = nn.ModuleDict({task: nn.Linear(2 * size, size) for task in tasks})

    def forward(self, pieces: Tensor, attention: Tensor) -> dict[str, Tensor]:
        """`pieces` int64 and `attention` bool (r, l); returns each task's gated output, float (r, l, h)."""
        bias = attention_bias(attention)
        bottom = _run(self.bottom, self.embeddings(input_ids=pieces), bias)
        shared = _run(self.shared_top, bottom, bias)
        return {task: self._gated(task, shared, _run(self.task_tops[task], bottom, bias)) for task in self.tasks}

    def _gated(self, task: str, shared: Tensor, own: Tensor) -> Tensor:
        gate = torch.sigmoid(self.gates[task](torch.cat([shared, own], dim=-1)))
        return gate * shared + (1 - gate) * own

    @property
    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that pre-training knows nothing of: the gates."""
        return list(self.gates.parameters())


def attention_bias(attention: Tensor) -> Tensor | None:
    """Mask for scaled dot-product attention, bool (r, 1, 1, l); None (which is faster) where nothing is padded."""
    return None if bool(attention.all()) else attention[:, None, None, :]


def _run(layers: nn.ModuleList, hidden: Tensor, bias: Tensor | None) -> Tensor:
    for layer in layers:
        hidden = layer(hidden, attention_mask=bias)
    return hidden


def _parts(pretrained: nn.Module) -> tuple[nn.Module, nn.ModuleList]:
    """Embeddings and layers of a BERT-like encoder."""
    try:
        return pretrained.embeddings, pretrained.encoder.layer
    except AttributeError:
        kind = type(pretrained).__name__
        raise UserError(
            f"encoder.name: {kind} isn't of the BERT or RoBERTa family, whose layers can be split"
        ) from None
