"""Models for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from mtal.corpora.sentence import Sentence
from mtal.learning.round import label_sets
from mtal.models.options import EncoderOptions, ModelOptions
from mtal.models.storage import ModelRecipe
from mtal.tasks import TASKS

SMALL: dict[str, dict[str, Any]] = {
    "dp": {"arc_size": 32, "relation_size": 16},
    "ner_span": {"hidden_size": 32, "width_size": 8},
    "re": {"span_size": 32, "distance_size": 8, "pair_size": 32},
}


def small_recipe(
    encoder: Path,
    sentences: Sequence[Sentence],
    model: str = "cmt",
    tasks: Sequence[str] = ("dp", "ner"),
    **options: Any,
) -> ModelRecipe:
    """A model of small decoders on a tiny encoder, without dropout unless asked for."""
    return ModelRecipe(
        EncoderOptions(name=str(encoder)),
        ModelOptions(name=model, **{"dropout": 0.0, **options}),
        {task: TASKS[task].Options(**SMALL.get(task, {})) for task in tasks},
        label_sets(tasks, sentences),
    )


def seeded(recipe: ModelRecipe, group: Sequence[str], seed: int = 0) -> torch.nn.Module:
    """A fresh model whose random values come from `seed`."""
    torch.manual_seed(seed)
    return recipe.fresh_model(group)
