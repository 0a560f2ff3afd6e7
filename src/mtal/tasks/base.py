"""What a task is, apart from the network that learns it: its labels, its scores, what an annotator marks.

A task names its *decoder*, the network, which is imported when a model is built: whoever wants to know what a task is,
such as the check of parameters, needs no torch.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import Field

from mtal.corpora.sentence import Sentence
from mtal.params import Options


class TaskOptions(Options):
    """Parameters that every task has (`tasks.<name>.…` in `params.yaml`)."""

    weight: float = Field(1.0, gt=0)
    """Share of the task's loss in the sum of losses; shares are normalised to sum 1."""


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

    def __init__(self, options: Chosen) -> None:
        self.options = options

    @staticmethod
    @abstractmethod
    def label_set(labels: Iterable[Any]) -> list[str]:
        """All label names in the labels of the full training split, in a fixed order (docs/method.md, "Data")."""

    @staticmethod
    def items(label: Any) -> int:
        """How many items (slots, entities) an annotator marks: what `costs.<task>.item` is paid for."""
        return 0

    @abstractmethod
    def metrics(self, gold: Sequence[Sentence], predicted: Sequence[Any]) -> dict[str, float]:
        """Scores in [0, 1] of predictions against the gold sentences, over what has gold.

        A score that nothing can be counted for is left out.
        """
