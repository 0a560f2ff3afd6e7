"""Intent detection: one decision a sentence, from the first special token (docs/method.md, "Intents")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from pydantic import Field
from torch import Tensor, nn

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.layers.dropout import Dropout
from mtal.tasks.base import Encoded, Targets, Task, TaskOptions
from mtal.tasks.losses import smoothed_cross_entropy
from mtal.tasks.units import IGNORED, UNSEEN, Units


class IntentOptions(TaskOptions):
    """Parameters of intent detection (`tasks.id.…`)."""

    dropout: float = Field(0.1, ge=0, lt=1)
    """Dropout before the classifier."""
    pretrained_pooler: bool = False
    """Begin with the encoder's own pooler rather than with a random one."""


@dataclass(frozen=True, slots=True)
class IntentScores:
    """Of b sentences."""

    intents: Tensor
    """float (b, s)."""


class IntentDetection(Task[IntentScores]):
    """One intent a sentence; where the corpus has several, the first trains and any of them is right."""

    name = "id"
    main_metric = "accuracy"
    Options = IntentOptions

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

    @staticmethod
    def label_set(labels: Iterable[list[str]]) -> list[str]:
        """The first intents of the training split, sorted."""
        return sorted({intents[0] for intents in labels})

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

    @staticmethod
    def metrics(gold: Sequence[Sentence], predicted: Sequence[list[str]]) -> dict[str, float]:
        """Share of sentences whose predicted intent is among the gold ones (docs/method.md, "Intents")."""
        right = [intents[0] in s.labels["id"] for s, intents in zip(gold, predicted, strict=True)]
        return {"accuracy": sum(right) / max(1, len(right))}
