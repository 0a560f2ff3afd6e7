"""One pre-trained encoder for several tasks: wholly shared (ST, SMT), or with a gated top for each task (CMT)."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from mtal.errors import UserError
from mtal.models.families import Family, family_of


class Shell(nn.Module):
    """What is left of an encoder without its layers: makes the first layer's input."""

    def __init__(self, family: Family, encoder: PreTrainedModel) -> None:
        super().__init__()
        self.family, self.encoder = family, encoder

    def forward(self, pieces: Tensor, attention: Tensor) -> tuple[Tensor, Any]:
        """The first layer's input, float (r, l, h), and what all layers see beside their input."""
        hidden = self.family.embed(self.encoder, pieces, attention)
        return hidden, self.family.surroundings(self.encoder, hidden, attention)


class Layers(nn.Module):
    """Layers one after the other, and what stands behind them; a layer that is applied again is held once."""

    def __init__(self, family: Family, layers: Sequence[nn.Module], last: nn.Module) -> None:
        super().__init__()
        self.family, self.last = family, last
        held = list(dict.fromkeys(layers))
        self.held, self.order = nn.ModuleList(held), [held.index(layer) for layer in layers]

    def __len__(self) -> int:
        """How many layers are applied."""
        return len(self.order)

    def forward(self, hidden: Tensor, surroundings: Any) -> Tensor:
        """The output of the last one, float (r, l, h)."""
        for number in self.order:
            hidden = self.family.apply_layer(self.held[number], hidden, surroundings)
        return self.last(hidden)


class SharedEncoder(nn.Module):
    """The encoder as it is; all tasks read the same output."""

    def __init__(self, pretrained: PreTrainedModel, tasks: Sequence[str]) -> None:
        super().__init__()
        self.tasks = list(tasks)
        family, layers, last = _taken_apart(pretrained)
        self.shell, self.layers = Shell(family, pretrained), Layers(family, layers, last)

    def forward(self, pieces: Tensor, attention: Tensor) -> dict[str, Tensor]:
        """`pieces` int64, `attention` bool (r, l); returns the last layer's output for each task, float (r, l, h)."""
        return dict.fromkeys(self.tasks, self.layers(*self.shell(pieces, attention)))

    @property
    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that pre-training knows nothing of."""
        return []


class GatedEncoder(nn.Module):
    """Complex multi-task encoder, CMT (paper section 5.3; docs/method.md, "Encoders").

    The bottom layers are shared. The top exists once for all tasks together and once for each task, every copy
    starting from the pre-trained layers; a gate per task mixes the shared and the task's output position by position.
    """

    def __init__(self, pretrained: PreTrainedModel, tasks: Sequence[str], top: int | None = None) -> None:
        super().__init__()
        self.tasks = list(tasks)
        family, layers, last = _taken_apart(pretrained)
        split = len(layers) - top_layers(len(layers), top)
        self.shell, self.bottom = Shell(family, pretrained), Layers(family, layers[:split], nn.Identity())
        above = Layers(family, layers[split:], last)
        self.shared_top = copy.deepcopy(above)  # ALBERT's bottom and top are one layer: here they part
        self.task_tops = nn.ModuleDict({task: copy.deepcopy(above) for task in tasks})
        size = pretrained.config.hidden_size
        self.gates = nn.ModuleDict({task: nn.Linear(2 * size, size) for task in tasks})

    def forward(self, pieces: Tensor, attention: Tensor) -> dict[str, Tensor]:
        """`pieces` int64 and `attention` bool (r, l); returns each task's gated output, float (r, l, h)."""
        hidden, surroundings = self.shell(pieces, attention)
        bottom = self.bottom(hidden, surroundings)
        shared = self.shared_top(bottom, surroundings)
        return {task: self._gated(task, shared, self.task_tops[task](bottom, surroundings)) for task in self.tasks}

    def _gated(self, task: str, shared: Tensor, own: Tensor) -> Tensor:
        gate = torch.sigmoid(self.gates[task](torch.cat([shared, own], dim=-1)))
        return gate * shared + (1 - gate) * own

    @property
    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that pre-training knows nothing of: the gates."""
        return list(self.gates.parameters())


def top_layers(layers: int, top: int | None) -> int:
    """How many of an encoder's `layers` exist once a task: `top`, or a third of them."""
    if top is not None and top > layers:
        raise UserError(f"model.top_layers={top}: the encoder has {layers} layers")
    return top if top is not None else max(1, round(layers / 3))


def _taken_apart(pretrained: PreTrainedModel) -> tuple[Family, list[nn.Module], nn.Module]:
    """Family, layers and what stands behind them; `pretrained` keeps the rest, without its pooler (nobody reads it)."""
    family = family_of(pretrained.config)
    if hasattr(pretrained, "pooler"):
        pretrained.pooler = None
    return family, family.take_layers(pretrained), family.take_last(pretrained)
