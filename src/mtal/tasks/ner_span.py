"""Named entities as typed spans, nested ones included (docs/method.md, "Entity spans"): what `re` builds on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import Field

from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.tasks.base import Mention, Tally, Task, TaskOptions, words_of
from mtal.tasks.metrics import exact_match
from mtal.tasks.shapes import Shape


class SpanOptions(TaskOptions):
    """Sizes of the span classifier (`tasks.ner_span.…`); the defaults are the paper's joint model's."""

    max_width: int = Field(8, ge=1)
    """Words of the widest span that can be found; wider gold entities count as missed."""
    hidden_size: int = Field(512, gt=0, multiple_of=2)
    """Size of the LSTM's output, both directions together, and of the classifier's layers."""
    width_size: int = Field(64, gt=0)
    keep: float = Field(0.6, gt=0, le=1)
    """Spans that are kept for pairing, as a share of the sentence's words; at least one is."""
    dropout: float = Field(0.3, ge=0, lt=1)
    """Dropout in the classifier; the encoder's output has `model.dropout`."""


class EntitySpans(Task[SpanOptions]):
    """Every span of up to `max_width` words is an entity of one type or none."""

    name = "ner_span"
    shape = Shape.SPANS
    title = wanted = "entity spans"
    in_full = "entities that may nest"
    places = "entities"
    order = 60
    main_metric = "f1"
    decoder = "mtal.decoders.span_classifier:SpanClassifier"
    Options = SpanOptions

    @staticmethod
    def label_set(labels: Iterable[dict[str, Any]]) -> list[str]:
        """The entity types of the training split, sorted."""
        return sorted({kind for label in labels for *_, kind in label["entities"]})

    @staticmethod
    def items(label: dict[str, Any]) -> int:
        """The entities."""
        return len(label["entities"])

    @staticmethod
    def mentions(tokens: Sequence[str], label: dict[str, Any]) -> list[Mention]:
        """The entities."""
        return [(kind, words_of(tokens, start, end)) for start, end, kind in label["entities"]]

    def tally(self, gold: Sentence, predicted: list[list[Any]]) -> Tally:
        """Micro F1, precision and recall over exact, typed spans; gold spans of any width count."""
        label = gold.labels[ENTRIES.get(self.name, self.name)]
        return exact_match(set(map(tuple, label["entities"])), set(map(tuple, predicted)))
