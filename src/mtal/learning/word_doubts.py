"""How unsure a model is of single words, for tasks that label words (docs/method.md, "Asked words")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mtal.decoders.base import Targets
from mtal.decoders.units import choices
from mtal.learning.confidence import entropy_doubts
from mtal.models.multitask import MultiTaskModel
from mtal.tasks.shapes import OF_WORDS


def of_words(
    model: MultiTaskModel,
    scores: Mapping[str, Any],
    targets: Mapping[str, Targets],
    temperatures: Mapping[str, float],
    smoothing: float,
) -> dict[str, np.ndarray]:
    """The columns of a batch's words for each task that labels words, float32 (columns, words), row behind row."""
    found = {}
    for name, decoder in model.decoders():
        if model.definitions[name].shape in OF_WORDS:
            units = decoder.units(scores[name])
            doubt = entropy_doubts(units, temperatures.get(name, 1.0), smoothing=smoothing)
            items = decoder.items_of_words(choices(units))
            gold = decoder.items_of_words(decoder.gold_units(scores[name], targets[name]))
            found[name] = _real((doubt, items, gold), units.mask)
    return found


def _real(columns: Sequence[Tensor], mask: Tensor) -> np.ndarray:
    """Without padding."""
    return torch.stack([column.float()[mask] for column in columns]).cpu().numpy()
