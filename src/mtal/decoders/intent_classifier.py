"""A classifier of sentences, from the first special token (docs/method.md, "Intents")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from mtal.decoders.base import Decoder, Encoded, Targets
from mtal.decoders.losses import smoothed_cross_entropy
from mtal.decoders.units import IGNORED, UNSEEN, Units
from mtal.errors import UserError
from mtal.layers.dropout import Dropout
from mtal.tasks.id import IntentOptions


@dataclass(frozen=True, slots=True)
class IntentScores:
    """Of b sentences."""

    intents: Tensor
    """float (b, s)."""


class IntentClassifier(Decoder[IntentScores]):
    """One intent a sentence; where the corpus has several, the first trains and any of them is right."""

    def __init__(self, hidden_size: int, labels: Sequence[str], options: IntentOptions) -> None:
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.pool = nn.Sequential(nn.Linear(hidden_size, hidden_size), nn.Tanh(), Dropout(options.dropout))
        self.classify = nn.Linear(hidden_size, len(self.labels))
        self.pretrained_pooler = options.pretrained_pooler

    def take_over(self, pooler: nn.Linear | None) -> None:
        """Copy the encoder's pooler; `UserError` where it is wanted and there is none."""
        if not self.pretrained_pooler:
            return
        if pooler is None:
            raise UserError("tasks.id.pretrained_pooler=True: the encoder has no pooler; leave it false")
        self.pool[0].load_state_dict(pooler.state_dict())

    def forward(self, encoded: Encoded, earlier: Mapping[str, Any]) -> IntentScores:
        """Scores of all intents."""
        return IntentScores(self.classify(self.pool(encoded.first)))

    def targets(self, labels: Sequence[list[str] | None], width: int) -> Targets:
        """`first`: int64 (b,), the intent to train on; `any`: bool (b, s), all that are right."""
        first = [IGNORED if intents is None else self.number.get(intents[0], UNSEEN) for intents in labels]
        right = torch.zeros(len(labels), len(self.labels), dtype=torch.bool)
        for row, intents in enumerate(labels):
            right[row, [self.number[intent] for intent in intents or () if intent in self.number]] = True
        return {"first": torch.tensor(first), "any": right}

    def loss(self, scores: IntentScores, targets: Targets, smoothing: float) -> Tensor:
        """Mean over the annotated sentences of the batch."""
        return smoothed_cross_entropy(scores.intents, targets["first"], smoothing)

    def units(self, scores: IntentScores) -> Units:
        """The sentence, one choice between all intents."""
        logits = scores.intents.unsqueeze(1)
        return Units(logits, torch.ones(logits.shape[:2], dtype=torch.bool, device=logits.device))

    def gold_units(self, scores: IntentScores, targets: Targets) -> Tensor:
        """The predicted intent where it is among the gold ones, else the first gold intent."""
        predicted = scores.intents.argmax(-1)
        right = targets["any"].gather(-1, predicted.unsqueeze(-1)).squeeze(-1)
        return torch.where(right, predicted, targets["first"]).unsqueeze(-1)

    def decode(self, scores: IntentScores, lengths: Sequence[int]) -> list[list[str]]:
        """The best intent of every sentence."""
        return [[self.labels[best]] for best in scores.intents.argmax(-1).tolist()]
