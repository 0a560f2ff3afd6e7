"""The entries of a sweep's file, multiplied out: what is fixed, and what varies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from pydantic import Field, model_validator

from mtal.errors import UserError
from mtal.params import Options

Choices = dict[str, Any]
"""What one experiment chooses: values by key, a key being what `-S` has before its `=`."""


class Entry(Options):
    """A part of a sweep: a grid of its own, or the cells of another sweep at the same scale."""

    use: str | None = None
    """Another sweep's name."""
    fixed: Choices = Field(default_factory=dict)
    """What all its cells choose."""
    vary: dict[str, list[Any]] = Field(default_factory=dict)
    """Axes. One is a key with its values, or a word of one's own with groups of choices that go together: every value
    that is a mapping stands for what it says, whatever the axis is called."""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Entry:
        if self.use is not None and (self.fixed or self.vary):
            raise ValueError("use takes another sweep's cells as they are; give fixed and vary an entry of their own")
        if empty := [axis for axis, values in self.vary.items() if not values]:
            raise ValueError(f"vary.{empty[0]} has no values")
        return self


def expand(entry: Entry) -> Iterator[Choices]:
    """Every combination of the axes' values, the last axis fastest; an axis wins over what is fixed.

    `UserError` where two axes choose for one key.
    """
    axes = [[_choices(axis, value) for value in values] for axis, values in entry.vary.items()]
    keys = Counter(key for axis in axes for key in {key for choices in axis for key in choices})
    if twice := [key for key, times in keys.items() if times > 1]:
        raise UserError(f"vary: two axes choose {twice[0]}; leave it to one of them")
    for combination in product(*axes):
        found = dict(entry.fixed)
        for choices in combination:
            found |= choices
        yield found


def _choices(axis: str, value: Any) -> Choices:
    return dict(value) if isinstance(value, Mapping) else {axis: value}
