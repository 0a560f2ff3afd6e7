"""What a training is watched by: a look now and then says whether it still gains, and keeps weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import torch
from torch import Tensor

from mtal.learning.evaluation import development_score
from mtal.models.encoded import EncodedSentences
from mtal.models.multitask import MultiTaskModel

SHOWN = ("loss", "development")
"""What of a look is shown while training runs."""
LEAST_FALL = 0.01
"""By how much, relative to itself, the loss must fall to be a gain (docs/method.md, "Training")."""


@dataclass(slots=True)
class TrainingState:
    """Where a training stands; what a checkpoint holds beside model and optimiser."""

    fall: int
    """Step from which the learning rates fall, as far as is known."""
    last: int
    """Step after which training ends, as far as is known."""
    step: int = 0
    best: float = -1.0
    """The highest development score, or the loss of the last gain; negative before the first look."""
    best_weights: dict[str, Tensor] = field(default_factory=dict)
    looks_without_gain: int = 0
    history: list[dict[str, float]] = field(default_factory=list)


def look(
    model: MultiTaskModel,
    development: EncodedSentences,
    state: TrainingState,
    losses: Sequence[Tensor],
    watch: Literal["loss"] | None,
) -> None:
    """Write down how training goes, and what is to be kept of it; `losses`: of the steps since the last look."""
    if watch == "loss":
        look_at_loss(model, state, float(torch.stack([*losses]).mean()))
    else:
        look_at_development(model, development, state, float(losses[-1]))


def look_at_development(
    model: MultiTaskModel, development: EncodedSentences, state: TrainingState, loss: float
) -> None:
    """Score the development set; keep the weights if they are the best so far (a tie goes to the later ones)."""
    score, by_task = development_score(model, development)
    state.history.append({"step": state.step, "loss": loss, "development": score, **by_task})
    if score >= state.best:
        state.best_weights = copied_weights(model)
    state.looks_without_gain = 0 if score > state.best else state.looks_without_gain + 1
    state.best = max(score, state.best)


def look_at_loss(model: MultiTaskModel, state: TrainingState, loss: float) -> None:
    """Keep the weights, and see whether the mean loss has fallen by `LEAST_FALL` since it last did."""
    state.history.append({"step": state.step, "loss": loss})
    state.best_weights = copied_weights(model)
    gains = state.best < 0 or state.best - loss >= LEAST_FALL * state.best > 0
    state.looks_without_gain = 0 if gains else state.looks_without_gain + 1
    state.best = loss if gains else state.best


def copied_weights(model: MultiTaskModel) -> dict[str, Tensor]:
    """The weights as they are now, which training goes on from."""
    return {name: tensor.detach().cpu().clone() for name, tensor in model.state_dict().items()}
