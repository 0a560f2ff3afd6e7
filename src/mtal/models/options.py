"""The parameters `encoder` and `model`, and what they say about tasks and layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from mtal.errors import UserError
from mtal.params import Options
from mtal.tasks import TASKS


class EncoderOptions(Options):
    """Which pre-trained encoder (`encoder.…` in `params.yaml`)."""

    name: str
    """A Hugging Face name, a local folder, or `package:NAME/FOLDER` for a model inside a Python package."""
    revision: str | None = None
    """Commit of the Hugging Face repository."""
    sha256: str | None = None
    """Expected SHA-256 of `model.safetensors` (local folders and packages); null: as `CHECKSUMS` has it, if it does."""
    adapt: int | None = Field(None, ge=1, strict=True)
    """Steps for which it first learns to guess masked words of the training split; null: it is taken as it is."""


class ModelOptions(Options):
    """How tasks share an encoder (`model.…` in `params.yaml`)."""

    name: Literal["st", "smt", "cmt"]
    dropout: float = Field(0.33, ge=0, lt=1)
    """Dropout on the encoder's output, before every decoder."""
    top_layers: int | None = Field(None, ge=1)
    """`cmt`: layers that exist once a task; null: a third of the encoder's layers."""
    scalar_mix: bool = False
    """Each task reads a learned mix of all layers rather than the last one; with `cmt`, its gate's shared side does."""
    pre_gate_linear: bool = False
    """`cmt`: each side of a gate passes through a linear map first."""


def task_groups(model: str, tasks: Sequence[str]) -> list[list[str]]:
    """The tasks that share one encoder: each by itself for `st`, all together for `smt` and `cmt`."""
    return [[task] for task in tasks] if model == "st" else [list(tasks)]


def check_groups(model: str, tasks: Sequence[str]) -> None:
    """`UserError` where a task stands in its group without a task before it that it builds on."""
    for group in task_groups(model, tasks):
        for place, task in enumerate(group):
            for needed in sorted(set(TASKS[task].needs) - set(group[:place])):
                if model == "st":
                    raise UserError(
                        f"model.name=st: {task} builds on {needed}, so there is no single-task variant of it; "
                        "choose model=cmt or model=smt"
                    )
                raise UserError(f"tasks: {task} builds on {needed}; put {needed} before it in the list of tasks")


def top_layers(layers: int, top: int | None) -> int:
    """How many of an encoder's `layers` exist once a task: `top`, or a third of them."""
    if top is not None and top > layers:
        raise UserError(f"model.top_layers={top}: the encoder has {layers} layers")
    return top if top is not None else max(1, round(layers / 3))
