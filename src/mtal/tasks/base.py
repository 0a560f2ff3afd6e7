"""The interface of a task: everything that must know a task's labels stands behind it.

A task is a `torch.nn.Module` (its decoder) with a handful of methods. What the loops, the confidences and the
calibration need of it is its *units*: the decisions that it takes about a sentence (a head per word, a tag per word,
an intent), each a choice between labels. Entropy, dropout agreement, accuracy and temperature are computed from units
alone (`mtal.learning`), so no task writes them again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

import torch
from pydantic import Field
from torch import Tensor, nn

from mtal.corpora.sentence import Sentence
from mtal.layers.pieces import Pieces
from mtal.params import Options
from mtal.tasks.units import IGNORED, UNSEEN, Units, choices

Scores = TypeVar("Scores")
"""What a decoder makes of a batch: a dataclass of the task's own."""

Targets = dict[str, Tensor]
"""Gold labels of a batch as numbers, `IGNORED` or `UNSEEN` where there is none."""


class TaskOptions(Options):
    """Parameters that every task has (`tasks.<name>.…` in `params.yaml`)."""

    weight: float = Field(1.0, gt=0)
    """Share of the task's loss in the sum of losses; shares are normalised to sum 1."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch of sentences as one task sees it: b sentences, w words, hidden size h."""

    words: Tensor
    """Word vectors (first subword), float (b, w, h)."""
    mask: Tensor
    """True where there is a word, bool (b, w)."""
    first: Tensor
    """Vector of the special first token ([CLS], <s>), float (b, h)."""
    pieces: Pieces
    """All subwords, for tasks that look inside words."""


class Task(nn.Module, ABC, Generic[Scores]):
    """One task: decoder, loss, decoding, units, metric and what an annotator marks."""

    name: ClassVar[str]
    main_metric: ClassVar[str]
    """The key of `metrics` that early stopping, the curve and the summary show."""
    Options: ClassVar[type[TaskOptions]] = TaskOptions
    needs: ClassVar[tuple[str, ...]] = ()
    """The tasks that this one builds on: they must stand before it, its constructor gets their modules behind
    (hidden size, labels, options), and `earlier` holds their scores."""

    def take_over(self, pooler: nn.Linear | None) -> None:
        """Begin with what the encoder has for whole sentences, where the task's options ask for it.

        Tasks that have no use for it take nothing.
        """

    @staticmethod
    @abstractmethod
    def label_set(labels: Iterable[Any]) -> list[str]:
        """All label names in the labels of the full training split, in a fixed order (docs/method.md, "Data")."""

    @abstractmethod
    def forward(self, encoded: Encoded, earlier: Mapping[str, Any]) -> Scores:
        """Score a batch; `earlier` holds the scores of the tasks that stand before this one in the task list."""

    @abstractmethod
    def targets(self, labels: Sequence[Any | None], width: int) -> Targets:
        """Gold labels of b sentences (None: not annotated) as numbers, padded to `width` words."""

    @abstractmethod
    def loss(self, scores: Scores, targets: Targets, smoothing: float) -> Tensor:
        """Mean loss over the annotated units of the batch; 0 where nothing is annotated (docs/method.md, "Losses")."""

    @abstractmethod
    def units(self, scores: Scores) -> Units:
        """The decisions behind the task's confidence (docs/method.md, "Units")."""

    @abstractmethod
    def gold_units(self, scores: Scores, targets: Targets) -> Tensor:
        """Gold choice of every unit of `units(scores)`, int64 (b, units), `IGNORED` where there is none."""

    @abstractmethod
    def decode(self, scores: Scores, lengths: Sequence[int]) -> list[Any]:
        """Predicted labels in the form of the sentence schema, one entry a sentence, found by full search."""

    def decode_quickly(self, scores: Scores, lengths: Sequence[int]) -> list[Any]:
        """Like `decode`, by the best label of each unit alone: for development scores during training."""
        return self.decode(scores, lengths)

    @staticmethod
    def items(label: Any) -> int:
        """How many items (slots, entities) an annotator marks: what `costs.<task>.item` is paid for."""
        return 0

    def predicted_items(self, scores: Scores) -> Tensor:
        """`items` of the prediction, for text whose labels nobody knows: int64 (b,)."""
        mask = self.units(scores).mask
        return torch.zeros(len(mask), dtype=torch.int64, device=mask.device)

    def searched(self, scores: Scores) -> Tensor:
        """The choice of every unit in what `decode` finds, int64 (b, units)."""
        return choices(self.units(scores))

    @abstractmethod
    def metrics(self, gold: Sequence[Sentence], predicted: Sequence[Any]) -> dict[str, float]:
        """Scores in [0, 1] of predictions against the gold sentences, over what has gold.

        A score that nothing can be counted for is left out.
        """


def numbered(labels: Sequence[str | None] | None, number: Mapping[str, int]) -> list[int] | None:
    """The words' labels as numbers: `UNSEEN` for one that has none, `IGNORED` for a word without gold."""
    return None if labels is None else [IGNORED if x is None else number.get(x, UNSEEN) for x in labels]


def pad_targets(rows: Sequence[Sequence[int] | None], width: int) -> Tensor:
    """int64 (rows, width), `IGNORED` behind each row's end and throughout a row that is None."""
    padded = torch.full((len(rows), width), IGNORED, dtype=torch.int64)
    for i, row in enumerate(rows):
        if row is not None:
            padded[i, : len(row)] = torch.as_tensor(row, dtype=torch.int64)
    return padded
