"""One pre-trained encoder for several tasks: wholly shared (ST, SMT), or with a gated top for each task (CMT)."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from mtal.layers.scalar_mix import ScalarMix
from mtal.models.families import Family, family_of
from mtal.models.options import top_layers


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
        for output in self.outputs(hidden, surroundings):
            hidden = output
        return hidden

    def outputs(self, hidden: Tensor, surroundings: Any) -> Iterator[Tensor]:
        """The output of each one, float (r, l, h)."""
        for place, number in enumerate(self.order, 1):
            hidden = self.family.apply_layer(self.held[number], hidden, surroundings)
            yield self.last(hidden) if place == len(self) else hidden


class SharedEncoder(nn.Module):
    """The encoder as it is; all tasks read the same output or, with `scalar_mix`, each its own mix of the layers."""

    def __init__(self, pretrained: PreTrainedModel, tasks: Sequence[str], *, scalar_mix: bool = False) -> None:
        super().__init__()
        self.tasks = list(tasks)
        family, layers, last = _taken_apart(pretrained)
        self.shell, self.layers = Shell(family, pretrained), Layers(family, layers, last)
        self.mixes = _mixes(self.tasks, len(layers)) if scalar_mix else None

    def forward(self, pieces: Tensor, attention: Tensor) -> dict[str, Tensor]:
        """`pieces` int64, `attention` bool (r, l); returns what each task reads, float (r, l, h)."""
        hidden, surroundings = self.shell(pieces, attention)
        if self.mixes is None:
            return dict.fromkeys(self.tasks, self.layers(hidden, surroundings))
        seen = [hidden, *self.layers.outputs(hidden, surroundings)]
        return {task: mix(seen) for task, mix in self.mixes.items()}

    @property
    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that pre-training knows nothing of: those of the mixes."""
        return [] if self.mixes is None else list(self.mixes.parameters())


class Sides(nn.Module):
    """A linear map for each side of a gate."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.shared, self.own = nn.Linear(size, size), nn.Linear(size, size)

    def forward(self, shared: Tensor, own: Tensor) -> tuple[Tensor, Tensor]:
        """Both sides, mapped; float (r, l, h) each."""
        return self.shared(shared), self.own(own)


class GatedEncoder(nn.Module):
    """Complex multi-task encoder, CMT (paper section 5.3; docs/method.md, "Encoders").

    The bottom layers are shared. The top exists once for all tasks together and once for each task, every copy
    starting from the pre-trained layers; a gate per task mixes the shared and the task's output position by position.

    Two switches of the authors' code, which the paper doesn't mention: with `scalar_mix` the shared side of a gate is
    the task's own mix of all layers below and of the shared top, with `pre_gate_linear` each side passes through a
    linear map of the task's before the gate.
    """

    def __init__(
        self,
        pretrained: PreTrainedModel,
        tasks: Sequence[str],
        top: int | None = None,
        *,
        scalar_mix: bool = False,
        pre_gate_linear: bool = False,
    ) -> None:
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
        self.mixes = _mixes(self.tasks, len(layers)) if scalar_mix else None
        self.sides = nn.ModuleDict({task: Sides(size) for task in tasks}) if pre_gate_linear else None

    def forward(self, pieces: Tensor, attention: Tensor) -> dict[str, Tensor]:
        """`pieces` int64 and `attention` bool (r, l); returns each task's gated output, float (r, l, h)."""
        hidden, surroundings = self.shell(pieces, attention)
        bottom, shared = self._shared(hidden, surroundings)
        return {
            task: self._gated(task, shared[task], top(bottom, surroundings)) for task, top in self.task_tops.items()
        }

    def _shared(self, hidden: Tensor, surroundings: Any) -> tuple[Tensor, dict[str, Tensor]]:
        """The bottom's output, and the shared side of each task's gate."""
        if self.mixes is None:
            bottom = self.bottom(hidden, surroundings)
            return bottom, dict.fromkeys(self.tasks, self.shared_top(bottom, surroundings))
        below = [hidden, *self.bottom.outputs(hidden, surroundings)]
        seen = [*below, *self.shared_top.outputs(below[-1], surroundings)]
        return below[-1], {task: mix(seen) for task, mix in self.mixes.items()}

    def _gated(self, task: str, shared: Tensor, own: Tensor) -> Tensor:
        if self.sides is not None:
            shared, own = self.sides[task](shared, own)
        gate = torch.sigmoid(self.gates[task](torch.cat([shared, own], dim=-1)))
        return gate * shared + (1 - gate) * own

    @property
    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that pre-training knows nothing of: those of gates and of what stands before them."""
        new = [part for part in (self.gates, self.mixes, self.sides) if part is not None]
        return [parameter for part in new for parameter in part.parameters()]


def _mixes(tasks: Sequence[str], layers: int) -> nn.ModuleDict:
    """For each task a mix of the first layer's input and of every layer's output."""
    return nn.ModuleDict({task: ScalarMix(1 + layers) for task in tasks})


def pooler_of(pretrained: PreTrainedModel) -> nn.Linear | None:
    """What pre-training put behind the first special token (a tanh follows it); None where there is nothing."""
    pooler = getattr(pretrained, "pooler", None)
    return getattr(pooler, "dense", pooler)


def _taken_apart(pretrained: PreTrainedModel) -> tuple[Family, list[nn.Module], nn.Module]:
    """Family, layers and what stands behind them; `pretrained` keeps the rest, without its pooler (see `pooler_of`)."""
    family = family_of(pretrained.config)
    if hasattr(pretrained, "pooler"):
        pretrained.pooler = None
    return family, family.take_layers(pretrained), family.take_last(pretrained)
