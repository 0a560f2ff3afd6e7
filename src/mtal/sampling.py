"""The start: a random labelled set and a random development set (Algorithm 1; paper.md 1.1)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from mtal.errors import UserError
from mtal.seeds import seed_for

Item = TypeVar("Item")


class SampleOptions(BaseModel):
    """How much to start with (`sample.…` in `params.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    initial: float = Field(0.02, gt=0)
    """Sentences of the initial set; up to 1: that share of the training split (rounded down), 1.0 being all of it."""
    dev: float | None = Field(None, gt=0)
    """Likewise of the development set; null: twice the initial set. Never more than the split has."""
    tasks: list[str] = []
    """The tasks in their order: DVC takes `tasks` in another order for the same, this list not."""


def initial_size(options: SampleOptions, sentences: int) -> int:
    """Sentences of the initial set; `UserError` where there are not as many, or none."""
    size = _size("initial", options.initial, sentences)
    if size > sentences:
        raise UserError(
            f"sample.initial={options.initial:g} is more than the {sentences} training sentences: choose 1 to all"
        )
    return size


def development_size(options: SampleOptions, initial: int, sentences: int) -> int:
    """Sentences of the development set; `UserError` where there is none."""
    return min(2 * initial if options.dev is None else _size("dev", options.dev, sentences), sentences)


def _size(key: str, value: float, sentences: int) -> int:
    """1 is a share, whether it is written 1 or 1.0: DVC can't tell them apart."""
    size = math.floor(value * sentences + 1e-9) if value <= 1 else int(value)
    if value > 1 and size != value:
        raise UserError(f"sample.{key}={value:g}: give a share up to 1 or a whole number of sentences")
    if size == 0:
        raise UserError(f"sample.{key}={value:g} is 0 of {sentences} sentences: choose 1 to all")
    return size


def draw(items: Sequence[Item], size: int, seed: int, which: int) -> list[Item]:
    """`size` items at random (all, where there aren't as many), in their old order.

    `which`: 0 for the initial set, 1 for the development set.
    """
    random = np.random.default_rng(seed_for(seed, "sample", which))
    rows = random.permutation(len(items))[:size]
    return [items[row] for row in np.sort(rows)]
