"""What a model is made of, and a trained model as a folder: `model.json` and one safetensors file a group of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import PreTrainedModel

from mtal.errors import UserError
from mtal.files import read_json, write_json
from mtal.models.checks import subwords_of
from mtal.models.loading import empty_encoder, load_config, load_encoder
from mtal.models.multitask import MultiTaskModel
from mtal.models.options import EncoderOptions, ModelOptions, task_groups
from mtal.models.subwords import Subwords
from mtal.tasks import TASKS, TaskOptions

PRECISIONS = {"float32": torch.float32, "float16": torch.float16}


@dataclass(frozen=True, slots=True)
class ModelRecipe:
    """All that is needed to build a model of the right shape and to use it."""

    encoder: EncoderOptions
    model: ModelOptions
    tasks: dict[str, TaskOptions]
    labels: dict[str, list[str]]
    """The label set of each task, from the full training split."""
    temperatures: dict[str, float] = field(default_factory=dict)
    """What each task's scores are divided by for its confidence; 1 where a task isn't named."""
    unlearned: list[str] = field(default_factory=list)
    """The tasks that training had no labels for: their predictions say nothing."""
    adapted: Path | None = None
    """Where the encoder's weights are for a fresh model, if they were adapted; not stored, as trained models have
    their own."""

    @property
    def groups(self) -> list[list[str]]:
        """The tasks that share one encoder."""
        return task_groups(self.model.name, list(self.tasks))

    def fresh_model(self, group: Sequence[str]) -> MultiTaskModel:
        """A model for one group: pre-trained encoder, random decoders (torch's generator decides)."""
        adapted = EncoderOptions(name=str(self.adapted.absolute())) if self.adapted else None
        return self._assemble(load_encoder(adapted or self.encoder), group)

    def first_model(self, group: Sequence[str], start: Path | None) -> MultiTaskModel:
        """What a training of one group begins with: the model that is stored in `start`, or a fresh one."""
        return self.trained_model(start, group) if start else self.fresh_model(group)

    def trained_model(self, folder: Path, group: Sequence[str]) -> MultiTaskModel:
        """The model of one group as `save_weights` left it."""
        model = self._assemble(empty_encoder(load_config(self.encoder)), group)
        weights = load_file(folder / weights_file(group))
        model.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
        return model.eval()

    def subwords(self) -> Subwords:
        """The encoder's subword splitter."""
        return subwords_of(self.encoder)

    def _assemble(self, encoder: PreTrainedModel, group: Sequence[str]) -> MultiTaskModel:
        return MultiTaskModel(encoder, {task: self.labels[task] for task in group}, self.model, self.tasks)


def weights_file(group: Sequence[str]) -> str:
    """File name of a group's weights."""
    return "-".join(group) + ".safetensors"


def save_weights(folder: Path, group: Sequence[str], weights: Mapping[str, Tensor], precision: str) -> None:
    """Write a group's weights; `precision` is a key of `PRECISIONS`.

    `UserError` for weights that aren't finite, or not any longer in that precision.
    """
    tensors = {name: weights[name].detach().cpu().to(PRECISIONS[precision]).contiguous() for name in sorted(weights)}
    for name, tensor in tensors.items():
        if not tensor.isfinite().all():
            finite = bool(weights[name].isfinite().all())
            remedy = "set training.precision=float32" if finite else "lower training.encoder_lr and training.head_lr"
            raise UserError(f"training.precision={precision}: {name} has values that aren't finite; {remedy}")
    save_file(tensors, folder / weights_file(group))


def save_recipe(folder: Path, recipe: ModelRecipe) -> None:
    """Write `model.json`."""
    value = {
        "encoder": recipe.encoder.model_dump(exclude=None if recipe.encoder.adapt else {"adapt"}),
        "model": recipe.model.model_dump(),
        "tasks": [{"name": name, "options": options.model_dump()} for name, options in recipe.tasks.items()],
        "labels": recipe.labels,
        "temperatures": recipe.temperatures,
        "unlearned": recipe.unlearned,
    }
    write_json(folder / "model.json", value)


def load_recipe(folder: Path) -> ModelRecipe:
    """Read `model.json`."""
    value: dict[str, Any] = read_json(folder / "model.json")
    return ModelRecipe(
        EncoderOptions(**value["encoder"]),
        ModelOptions(**value["model"]),
        {task["name"]: TASKS[task["name"]].Options(**task["options"]) for task in value["tasks"]},
        value["labels"],
        value["temperatures"],
        value["unlearned"],
    )


def load_models(folder: Path, device: torch.device) -> tuple[ModelRecipe, Iterator[MultiTaskModel]]:
    """The recipe of a trained model, and its groups' models one after the other (one in memory at a time)."""
    recipe = load_recipe(folder)
    return recipe, (recipe.trained_model(folder, group).to(device) for group in recipe.groups)
