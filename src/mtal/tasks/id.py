"""Intent detection: one decision a sentence (docs/method.md, "Intents")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import Field

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Task, TaskOptions


class IntentOptions(TaskOptions):
    """Parameters of intent detection (`tasks.id.…`)."""

    dropout: float = Field(0.1, ge=0, lt=1)
    """Dropout before the classifier."""
    pretrained_pooler: bool = False
    """Begin with the encoder's own pooler rather than with a random one."""


class IntentDetection(Task[IntentOptions]):
    """One intent a sentence; where the corpus has several, the first trains and any of them is right."""

    name = "id"
    main_metric = "accuracy"
    decoder = "mtal.decoders.intent_classifier:IntentClassifier"
    Options = IntentOptions

    @staticmethod
    def label_set(labels: Iterable[list[str]]) -> list[str]:
        """The first intents of the training split, sorted."""
        return sorted({intents[0] for intents in labels})

    @staticmethod
    def metrics(gold: Sequence[Sentence], predicted: Sequence[list[str]]) -> dict[str, float]:
        """Share of sentences whose predicted intent is among the gold ones (docs/method.md, "Intents")."""
        right = [intents[0] in s.labels["id"] for s, intents in zip(gold, predicted, strict=True)]
        return {"accuracy": sum(right) / max(1, len(right))}
