"""The parameters `training` and `loss`."""

from __future__ import annotations

import math
from typing import Literal

from pydantic import Field

from mtal.errors import UserError
from mtal.params import Options


class TrainingOptions(Options):
    """How long and how fast (`training.…` in `params.yaml`)."""

    max_steps: int | None = Field(None, ge=1)
    """Most steps of a training; give either this or `epochs`."""
    epochs: int | None = Field(None, ge=1)
    batch_size: int = Field(16, ge=1)
    encoder_lr: float = Field(5e-5, gt=0)
    head_lr: float = Field(1e-3, gt=0)
    """Learning rate of what pre-training knows nothing of: decoders and gates."""
    weight_decay: float = Field(0.01, ge=0)
    warmup_steps: int = Field(500, ge=0)
    """Steps of linear warm-up, but at most a tenth of all steps."""
    cooldown: float | None = Field(None, gt=0, le=1)
    """Null: the learning rates fall from the end of the warm-up to 0 at the last step, as in the paper. A share: they
    stay until the development score is flat, then fall to 0 within that share of the steps made so far, so that a
    training takes as long as its labelled set asks for."""
    clip: float = Field(1.0, gt=0)
    """Greatest global norm of the gradient."""
    eval_every: int = Field(20, ge=1)
    """Steps between two looks at the development set; an epoch, where that is longer."""
    patience: int = Field(10, ge=1)
    """Looks without a gain after which the development score is flat: training stops or, with `cooldown`, slows."""
    precision: Literal["float32", "float16"] = "float16"
    """Precision in which the model is stored."""
    warm_start: bool = Field(False, strict=True)
    """Begin each round after the first from the last round's weights, not from the pre-trained encoder."""
    self_training: float | None = Field(None, gt=0, le=1)
    """Share of the units without labels, the surest, that a second model learns from as the first one labels them;
    null: there is one model."""
    watch: Literal["loss"] | None = None
    """Null: the development score says when training is flat, and which weights are kept. `loss`: the training loss
    does, the last weights are kept, and the development set isn't read."""

    def steps(self, sentences: int) -> int:
        """Most steps of a training on that many sentences."""
        if self.max_steps is not None:
            return self.max_steps
        assert self.epochs is not None, "neither max_steps nor epochs"
        return self.epochs * self.epoch(sentences)

    def epoch(self, sentences: int) -> int:
        """Steps in which every one of that many sentences is seen once."""
        return math.ceil(sentences / self.batch_size)


class LossOptions(Options):
    """What training minimises, and how confidences are made of it (`loss.…` in `params.yaml`)."""

    smoothing: float = Field(0.0, ge=0, lt=1)
    """Label smoothing: the share of the target that is spread over all labels; 0: cross-entropy."""
    temperature_scaling: bool = False
    """Divide the scores behind a task's confidences by a temperature, fitted on the development set."""


def check_training(training: TrainingOptions, loss: LossOptions) -> None:
    """`UserError` where the options don't fit each other."""
    if (training.max_steps is None) == (training.epochs is None):
        raise UserError("training: give either max_steps or epochs, and null for the other")
    if training.watch == "loss" and loss.temperature_scaling:
        raise UserError(
            "training.watch=loss: no development set is read, and loss.temperature_scaling needs one; "
            "give watch=null or temperature_scaling=false"
        )
