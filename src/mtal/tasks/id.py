"""Intent detection: one decision a sentence (docs/method.md, "Intents")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import Field

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Mention, Price, Tally, Task, TaskOptions
from mtal.tasks.shapes import Shape


class IntentOptions(TaskOptions):
    """Parameters of intent detection (`tasks.id.…`)."""

    dropout: float = Field(0.1, ge=0, lt=1)
    """Dropout before the classifier."""
    pretrained_pooler: bool = False
    """Begin with the encoder's own pooler rather than with a random one."""


class IntentDetection(Task[IntentOptions]):
    """One intent a sentence; where the corpus has several, the first trains and any of them is right."""

    name = "id"
    shape = Shape.CHOICES
    title = "intent detection"
    wanted = places = "intents"
    in_full = "intents of the sentence"
    one = "intent"
    order = 10
    first_price = Price(item=0, sentence=3)
    main_metric = "accuracy"
    decoder = "mtal.decoders.intent_classifier:IntentClassifier"
    Options = IntentOptions

    @staticmethod
    def label_set(labels: Iterable[list[str]]) -> list[str]:
        """The first intents of the training split, sorted."""
        return sorted({intents[0] for intents in labels})

    @staticmethod
    def mentions(tokens: Sequence[str], label: list[str]) -> list[Mention]:
        """The intents."""
        return [(intent, "") for intent in label]

    def tally(self, gold: Sentence, predicted: list[str]) -> Tally:
        """`accuracy`: is the predicted intent among the gold ones? (docs/method.md, "Intents")."""
        return {"accuracy": (predicted[0] in gold.labels[self.name], 1)}
