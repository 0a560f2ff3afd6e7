"""The interface of a decoder, the network of a task: everything that must know a task's labels as numbers is behind it.

A decoder is a `torch.nn.Module` with a handful of methods. What the loops, the confidences and the calibration need of
it is its *units*: the decisions that it takes about a sentence (a head per word, a tag per word, an intent), each a
choice between labels. Entropy, dropout agreement, accuracy and temperature are computed from units alone
(`mtal.learning`), so no decoder writes them again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn

from mtal.decoders.units import IGNORED, UNSEEN, Units, choices
from mtal.layers.pieces import Pieces

Scores = TypeVar("Scores")
"""What a decoder makes of a batch: a dataclass of the task's own."""

Targets = dict[str, Tensor]
"""Gold labels of a batch as numbers, `IGNORED` or `UNSEEN` where there is none."""


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


class Decoder(nn.Module, ABC, Generic[Scores]):
    """The network of a task: scores, loss, decoding, units.

    It is built of (hidden size, labels, options, …), the rest being the decoders of the tasks that its task `needs`.
    """

    def take_over(self, pooler: nn.Linear | None) -> None:
        """Begin with what the encoder has for whole sentences, where the task's options ask for it.

        Tasks that have no use for it take nothing.
        """

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

    def predicted_items(self, scores: Scores) -> Tensor:
        """What `Task.items` would count in the prediction, for text whose labels nobody knows: int64 (b,)."""
        mask = self.units(scores).mask
        return torch.zeros(len(mask), dtype=torch.int64, device=mask.device)

    def items_of_words(self, chosen: Tensor) -> Tensor:
        """Which item of its sentence each word is part of, where its task labels words: int64 (b, units).

        `chosen`: a choice for every unit, gold or predicted, int64 (b, units). Items count from 1 in their order; 0 for
        a word of none, -1 where the choice is `IGNORED`. Here each word is an item.
        """
        numbers = torch.arange(1, chosen.shape[1] + 1, device=chosen.device).expand_as(chosen)
        return numbers.masked_fill(chosen == IGNORED, -1)

    def searched(self, scores: Scores) -> Tensor:
        """The choice of every unit in what `decode` finds, int64 (b, units)."""
        return choices(self.units(scores))


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
