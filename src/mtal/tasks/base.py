"""What a task is, apart from the network that learns it: its labels, its scores, what an annotator marks.

A task names its *decoder*, the network, which is imported when a model is built: whoever wants to know what a task is,
such as the check of parameters, needs no torch.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import Field

from mtal.corpora.sentence import Sentence, only_words
from mtal.params import Options


class TaskOptions(Options):
    """Parameters that every task has (`tasks.<name>.…` in `params.yaml`)."""

    weight: float = Field(1.0, gt=0)
    """Share of the task's loss in the sum of losses; shares are normalised to sum 1."""


Tally = dict[str, tuple[float, float]]
"""What a sentence adds to each score that it has a say in. Every score is a ratio of two sums over sentences: the first
number goes into the sum above the line, the second into the one below."""

Mention = tuple[str, str]
"""The type of what a label marks, and its words; no words where it marks a word each, or the sentence."""

Chosen = TypeVar("Chosen", bound=TaskOptions)
"""The options of a task."""


class Task(ABC, Generic[Chosen]):
    """One task: its labels, metric and what an annotator marks."""

    name: ClassVar[str]
    main_metric: ClassVar[str]
    """The key of `metrics` that early stopping, the curve and the summary show."""
    decoder: ClassVar[str]
    """Where its network is, a class below `mtal.decoders.base.Decoder`: `module:class`."""
    Options: ClassVar[type[TaskOptions]] = TaskOptions
    needs: ClassVar[tuple[str, ...]] = ()
    """The tasks that this one builds on: they must stand before it, its decoder's constructor gets their decoders
    behind (hidden size, labels, options), and `earlier` holds their scores."""
    labels_words: ClassVar[bool] = False
    """Whether a label is of words, one a unit of the decoder: then some words of a sentence can be asked alone."""

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
