"""A trained model as a folder that needs nothing else: neither the encoder that it began from nor the project.

It has the layout of a repository of Hugging Face: `README.md` (the model card), `config.json` and the tokenizer's files
as `save_pretrained` writes them, and what a round's model has, `model.json` and a file of weights a group of tasks.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from mtal.errors import InputError, UserError
from mtal.files import whole_folder
from mtal.models.loading import load_config, load_tokenizer
from mtal.models.storage import save_recipe, weights_file
from mtal.trained.card import card, shown_encoder
from mtal.trained.facts import project_facts
from mtal.trained.folder import RECIPE, is_exported, stored_recipe

CARD = "README.md"


def export(folder: Path, output: Path) -> None:
    """Write the model in `folder`, a round's, to the folder `output`; the same bytes every time.

    Raises `UserError` where there is no such model, its encoder can't be found, or `output` is something else.
    """
    recipe = stored_recipe(folder)
    _check(folder, output)
    config, tokenizer = load_config(recipe.encoder), load_tokenizer(recipe.encoder)
    with whole_folder(output) as made:
        config.save_pretrained(made)
        tokenizer.save_pretrained(made)
        for group in recipe.groups:
            shutil.copyfile(folder / weights_file(group), made / weights_file(group))
        save_recipe(made, replace(recipe, encoder=shown_encoder(recipe.encoder)))
        text = card(output.absolute().name, recipe, project_facts(folder, recipe))
        (made / CARD).write_text(text, encoding="utf-8", newline="\n")


def _check(folder: Path, output: Path) -> None:
    """`UserError` where there is nothing to do, or something else would be lost."""
    if is_exported(folder):
        raise UserError(f"{folder}: exported already; copy the folder")
    if output.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise InputError(output, None, "holds the model itself; give another folder")
    exported = (output / RECIPE).is_file() and is_exported(output)
    if output.exists() and not exported and (not output.is_dir() or any(output.iterdir())):
        raise InputError(output, None, "there already, and no exported model; give another folder")
