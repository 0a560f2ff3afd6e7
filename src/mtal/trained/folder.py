"""The folder of a trained model: that of a round, whose encoder lies elsewhere, or an exported one, which has all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError
from safetensors import SafetensorError

from mtal.errors import InputError, UserError, first_line
from mtal.learning.devices import pick_device
from mtal.models.multitask import MultiTaskModel
from mtal.models.options import EncoderOptions
from mtal.models.storage import ModelRecipe, load_recipe, weights_file

RECIPE, CONFIG = "model.json", "config.json"
"""What every model has, and what the encoder's configuration is called: only an exported folder holds it."""


def is_exported(folder: Path) -> bool:
    """Whether the folder holds its encoder's configuration and tokenizer."""
    return (folder / CONFIG).is_file()


def stored_recipe(folder: Path) -> ModelRecipe:
    """The recipe of the model in `folder`; `UserError` where there is none, or a part of the model is missing."""
    if not (folder / RECIPE).is_file():
        there = "no model.json there" if folder.is_dir() else "no such folder"
        raise InputError(folder, None, f"{there}; give a round's model (data/rounds/N/model) or an exported one")
    try:
        recipe = load_recipe(folder)
    except (KeyError, TypeError, AttributeError, ValidationError):
        reason = "not the recipe of a model that this version of mtal reads; train or export it again"
        raise InputError(folder / RECIPE, None, reason) from None
    for group in recipe.groups:
        if not (folder / weights_file(group)).is_file():
            raise InputError(folder / weights_file(group), None, "missing; in a DVC project, dvc pull brings it")
    return recipe


def usable_recipe(folder: Path) -> ModelRecipe:
    """`stored_recipe`; the encoder of an exported model is the folder itself, whatever its name was."""
    recipe = stored_recipe(folder)
    return replace(recipe, encoder=EncoderOptions(name=str(folder.absolute()))) if is_exported(folder) else recipe


def group_models(folder: Path, recipe: ModelRecipe) -> list[MultiTaskModel]:
    """The models of all groups of tasks, on the device; `UserError` where weights don't fit the recipe."""
    try:
        return [recipe.trained_model(folder, group).to(pick_device()) for group in recipe.groups]
    except (SafetensorError, RuntimeError) as error:
        raise UserError(f"{folder}: its weights can't be loaded: {first_line(error)}") from None
