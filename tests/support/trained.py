"""Stored models for tests: random, so that they find something of everything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from mtal.corpora.sentence import Sentence
from mtal.models.storage import save_recipe, save_weights
from support.recipes import seeded, small_recipe

WORDS = ["dp", "ner", "pos", "sf", "id"]
"""Tasks that `sentences` of conftest.py have labels for."""


def stored_model(
    folder: Path,
    encoder: Path,
    sentences: Sequence[Sentence],
    model: str = "cmt",
    tasks: Sequence[str] = WORDS,
    **options: Any,
) -> Path:
    """A model of random decoders on that encoder, stored in `folder` as a round leaves it."""
    recipe = small_recipe(encoder, sentences, model, tasks, **options)
    folder.mkdir(parents=True)
    for group in recipe.groups:
        network = seeded(recipe, group)
        for parameter in network.tasks.parameters():
            torch.nn.init.normal_(parameter, std=0.3)
        save_weights(folder, group, network.state_dict(), "float32")
    save_recipe(folder, recipe)
    return folder


def edit_recipe(folder: Path, **changes: Any) -> None:
    """Change values of `model.json`."""
    path = folder / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
