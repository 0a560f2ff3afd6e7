"""What a task is, apart from the network that learns it: its labels and their shape, its scores, what people call it.

A task names its *decoder*, the network, which is imported when a model is built: whoever wants to know what a task is,
such as the check of parameters, needs no torch.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from pydantic import Field

from mtal.corpora.sentence import Sentence, only_words
from mtal.params import Options
from mtal.tasks.shapes import Shape


class TaskOptions(Options):
    """Parameters that every task has (`tasks.<name>.…` in `params.yaml`)."""

    weight: float = Field(1.0, gt=0)
    """Share of the task's loss in the sum of losses; shares are normalised to sum 1."""


Tally = dict[str, tuple[float, float]]
"""What a sentence adds to each score that it has a say in. Every score is a ratio of two sums over sentences: the first
number goes into the sum above the line, the second into the one below."""

Mention = tuple[str, str]
"""The type of what a label marks, and its words; no words where it marks a word each, or the sentence."""


class Price(NamedTuple):
    """What labels cost, in words that are read."""

    item: int = 1
    sentence: int = 0


Chosen = TypeVar("Chosen", bound=TaskOptions)
"""The options of a task."""


class Task(ABC, Generic[Chosen]):
    """One task: its labels, its metric and what an annotator marks.

    All that is known of a task stands here: tables elsewhere go by its `shape`.
    """

    name: ClassVar[str]
    shape: ClassVar[Shape]
    """What its labels are like."""
    title: ClassVar[str]
    """What people call it: `slot filling`."""
    wanted: ClassVar[str]
    """What they call its labels: `slots`."""
    in_full: ClassVar[str] = ""
    """The same for who sees them first, where `wanted` would say too little: `intents of the sentence`."""
    one: ClassVar[str] = "label"
    """One of the names that are chosen for the sentence: `intent`."""
    places: ClassVar[str] = "words"
    """What a label says something of, and can be wrong in (docs/method.md, "Judgements")."""
    order: ClassVar[int] = 100
    """Its place where people see several tasks: what is said of the sentence first, trees and graphs last."""
    first_price: ClassVar[Price] = Price()
    """What its labels cost in a new project (paper section 7)."""
    main_metric: ClassVar[str]
    """The key of `metrics` that early stopping, the curve and the summary show."""
    decoder: ClassVar[str]
    """Where its network is, a class below `mtal.decoders.base.Decoder`: `module:class`."""
    Options: ClassVar[type[TaskOptions]] = TaskOptions
    needs: ClassVar[tuple[str, ...]] = ()
    """The tasks that this one builds on: they must stand before it, its decoder's constructor gets their decoders
    behind (hidden size, labels, options), and `earlier` holds their scores."""

    def __init__(self, options: Chosen) -> None:
        self.options = options

    @staticmethod
    @abstractmethod
    def label_set(labels: Iterable[Any]) -> list[str]:
        """All label names in the labels of the full training split, in a fixed order (docs/method.md, "Data")."""

    @staticmethod
    def items(label: Any) -> int:
        """How many items (slots, entities, heads) an annotator marks: what `costs.<task>.item` is paid for."""
        return 0

    @staticmethod
    def partly(label: Any, words: Collection[int]) -> Any:
        """A label of words as it comes from an annotator who was asked these (docs/method.md, "Asked words").

        `words` count from 0. Only of tasks that label words.
        """
        return only_words(label, frozenset(words))

    @staticmethod
    @abstractmethod
    def mentions(tokens: Sequence[str], label: Any) -> list[Mention]:
        """All that a label marks in the sentence `tokens`, in order."""

    @abstractmethod
    def tally(self, gold: Sentence, predicted: Any) -> Tally:
        """What a prediction adds to the scores, over what has gold in a sentence that is annotated for the task."""

    def metrics(self, gold: Sequence[Sentence], predicted: Sequence[Any]) -> dict[str, float]:
        """Scores in [0, 1] of predictions against the gold sentences; one that no sentence has a say in is left out."""
        return ratios(self.tally(*pair) for pair in zip(gold, predicted, strict=True))


def words_of(tokens: Sequence[str], start: int, end: int) -> str:
    """The words of a span; they count from 0, `end` is inclusive."""
    return " ".join(tokens[start : end + 1])


def ratios(tallies: Iterable[Tally]) -> dict[str, float]:
    """The scores that sentences add up to; 0 where there is nothing to divide by."""
    sums: dict[str, tuple[float, float]] = {}
    for tally in tallies:
        for name, (above, below) in tally.items():
            one, other = sums.get(name, (0, 0))
            sums[name] = (one + above, other + below)
    return {name: above / below if below else 0.0 for name, (above, below) in sums.items()}
