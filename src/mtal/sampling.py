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
    """Sentences of the initial set; below 1: that share of the training split (rounded down)."""
    dev: int | None = Field(None, ge=1)
    """Sentences of the development set; null: twice the initial set. Never more than the split has."""


def initial_size(options: SampleOptions, sentences: int) -> int:
    """Sentences of the initial set; `UserError` where there are not as many, or none."""
    if options.initial < 1:
        size = math.floor(options.initial * sentences + 1e-9)
    elif options.initial.is_integer():
        size = int(options.initial)
    else:
        raise UserError(f"sample.initial={options.initial}: give a share below 1 or a whole number of sentences")
    if not 1 <= size <= sentences:
        raise UserError(
            f"sample.initial={options.initial} is {size} of {sentences} training sentences: choose 1 to all"
        )
    return size


def draw(items: Sequence[Item], size: int, seed: int, which: int) -> list[Item]:
    """`size` items at random (all, where there aren't as many), in their old order.

    `which`: 0 for the initial set, 1 for the development set.
    """
    random = np.random.default_rng(seed_for(seed, "sample", which))
    rows = random.permutation(len(items))[:size]
    return [items[row] for row in np.sort(rows)]
