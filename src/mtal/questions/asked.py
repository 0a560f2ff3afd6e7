"""What a question of the paper is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase


class How(Enum):
    """What several methods are as one."""

    MEAN = "mean"
    """The mean of their scores."""
    BEST = "best"
    """In each setting and task, the one with the highest mean score: chosen by the scores that are compared."""
    OWN = "own"
    """For each task the one that selects by it."""


@dataclass(frozen=True)
class Side:
    """One or more methods of a sweep."""

    label: str
    names: tuple[str, ...]
    """As tables name methods, with `*` for anything; of those that a scale lacks nothing is asked."""
    how: How = How.MEAN

    def has(self, name: str) -> bool:
        """Whether a method of this name is among them."""
        return any(fnmatchcase(name, pattern) for pattern in self.names)


class Expected(Enum):
    """The paper's answer to a contrast; also how it is written."""

    AHEAD = "ahead"
    BEHIND = "behind"
    LEVEL = "undecided"


@dataclass(frozen=True)
class Contrast:
    """Whether the first side is better than the second, by the last round's main scores."""

    sweep: str
    first: Side
    second: Side
    expected: Expected


@dataclass(frozen=True)
class Question:
    """A question of the paper."""

    number: str
    """Such as `Q1.1`."""
    text: str
    answer: str
    """The paper's."""
    contrasts: Sequence[Contrast]


def one(*names: str) -> Side:
    """A side that is called what its methods are called."""
    return Side(", ".join(names), names)
