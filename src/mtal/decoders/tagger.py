"""A tag a word: a linear classifier of the word vector, softmax, no transition model (docs/method.md, "Tagging")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn

from mtal.decoders.base import Decoder, Encoded, Targets, numbered, pad_targets
from mtal.decoders.losses import smoothed_cross_entropy
from mtal.decoders.units import Units, choices
from mtal.tasks.base import TaskOptions


@dataclass(frozen=True, slots=True)
class TagScores:
    """Of b sentences of up to w words."""

    tags: Tensor
    """float (b, w, s)."""
    mask: Tensor
    """True where there is a word, bool (b, w)."""


class Tagger(Decoder[TagScores]):
    """Gives each word one tag."""

    def __init__(self, hidden_size: int, labels: Sequence[str], options: TaskOptions) -> None:
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.classify = nn.Linear(hidden_size, len(self.labels))

    def forward(self, encoded: Encoded, earlier: Mapping[str, Any]) -> TagScores:
        """Scores of all tags for every word."""
        return TagScores(self.classify(encoded.words), encoded.mask)

    def targets(self, labels: Sequence[list[str | None] | None], width: int) -> Targets:
        """`tags`: int64 (b, w)."""
        return {"tags": pad_targets([numbered(tags, self.number) for tags in labels], width)}

    def loss(self, scores: TagScores, targets: Targets, smoothing: float) -> Tensor:
        """Mean over the annotated words of the batch."""
        return smoothed_cross_entropy(scores.tags.flatten(0, 1), targets["tags"].flatten(), smoothing)

    def units(self, scores: TagScores) -> Units:
        """Words, each a choice between all tags."""
        return Units(scores.tags, scores.mask)

    def gold_units(self, scores: TagScores, targets: Targets) -> Tensor:
        """The gold tag of every word."""
        return targets["tags"]

    def predicted_items(self, scores: TagScores) -> Tensor:
        """All words: each has a tag."""
        return scores.mask.sum(-1)

    def decode(self, scores: TagScores, lengths: Sequence[int]) -> list[list[str]]:
        """The best tag of every word."""
        best = choices(self.units(scores)).tolist()
        return [[self.labels[tag] for tag in row[:length]] for row, length in zip(best, lengths, strict=True)]
