"""A classifier of spans of words (docs/method.md, "Entity spans"), which keeps those that are worth pairing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from mtal.decoders.base import Decoder, Encoded, Targets
from mtal.decoders.losses import smoothed_cross_entropy
from mtal.decoders.units import IGNORED, UNSEEN, Units, choices
from mtal.layers.feed_forward import before_relu, behind_first
from mtal.layers.span_vectors import SpanEncoder, SpanVectors
from mtal.layers.spans import kept_count, kept_spans, span_bounds, span_mask
from mtal.tasks.ner_span import SpanOptions


@dataclass(frozen=True, slots=True)
class SpanScores:
    """Of b sentences with up to u candidate spans, of which at most k are kept; numbered as in `mtal.layers.spans`."""

    spans: Tensor
    """Of no entity (0) and of each type, float (b, u, types + 1)."""
    mask: Tensor
    """Which spans exist, bool (b, u)."""
    kept: Tensor
    """Numbers of the spans of least p(none), int64 (b, k), sorted."""
    kept_mask: Tensor
    """bool (b, k)."""
    kept_vectors: Tensor
    """float (b, k, vector size)."""


class SpanClassifier(Decoder[SpanScores]):
    """Every span of up to `max_width` words is an entity of one type or none (choice 0)."""

    def __init__(self, hidden_size: int, labels: Sequence[str], options: SpanOptions) -> None:
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels, 1)}
        self.max_width, self.keep = options.max_width, options.keep
        self.encode = SpanEncoder(hidden_size, options.hidden_size, options.width_size, options.max_width)
        self.first = before_relu(self.encode.size, options.hidden_size)
        self.rest = behind_first(options.hidden_size, 1 + len(self.labels), options.dropout)

    def forward(self, encoded: Encoded, earlier: Mapping[str, Any]) -> SpanScores:
        """Scores of all spans, and the vectors of those that are kept."""
        lengths = encoded.mask.sum(-1)
        mask = span_mask(lengths, encoded.mask.shape[1], self.max_width)
        vectors = self.encode(encoded.pieces.in_rows())
        spans = self._classify(vectors, mask)
        kept, kept_mask = kept_spans(none_odds(spans), mask, kept_count(lengths, self.keep))
        kept_vectors = vectors.of(kept, *span_bounds(kept, self.max_width))
        return SpanScores(spans, mask, kept, kept_mask, kept_vectors)

    def _classify(self, vectors: SpanVectors, mask: Tensor) -> Tensor:
        """Scores of the spans that exist, 0 for the others, float (b, u, types + 1)."""
        exist = mask.flatten().nonzero().squeeze(1)
        hidden = vectors.through(self.first).flatten(0, 2).index_select(0, exist)
        found = self.rest(hidden).float()
        return found.new_zeros(mask.numel(), found.shape[-1]).index_copy(0, exist, found).view(*mask.shape, -1)

    def targets(self, labels: Sequence[dict[str, Any] | None], width: int) -> Targets:
        """`spans`: int64 (b, u), 0 = no entity, also for spans beyond the sentence."""
        gold = torch.zeros(len(labels), width, self.max_width, dtype=torch.int64)
        for i, label in enumerate(labels):
            if label is None:
                gold[i] = IGNORED
                continue
            for start, end, kind in label["entities"]:
                if end - start < self.max_width:
                    gold[i, start, end - start] = self.number.get(kind, UNSEEN)
        return {"spans": gold.flatten(1)}

    def loss(self, scores: SpanScores, targets: Targets, smoothing: float) -> Tensor:
        """Mean over the spans that are kept or gold; the others, nearly all, are left out.

        Where all kept spans of a sentence are gold, the other span of least p(none) joins them: else a short sentence
        full of entities (one in eight of WLP) would never teach what isn't one.
        """
        kept = torch.zeros_like(scores.mask)
        sentence, column = scores.kept_mask.nonzero(as_tuple=True)
        kept[sentence, scores.kept[sentence, column]] = True
        free = scores.mask & (targets["spans"] == 0)
        hardest = none_odds(scores.spans).masked_fill(~free, float("inf")).argmin(1)
        kept[torch.arange(len(kept)), hardest] = True
        counted = scores.mask & (kept | (targets["spans"] > 0))
        return smoothed_cross_entropy(scores.spans[counted], targets["spans"][counted], smoothing)

    def units(self, scores: SpanScores) -> Units:
        """All candidate spans, each a choice between none and the types (docs/method.md, "Units")."""
        return Units(scores.spans, scores.mask)

    def gold_units(self, scores: SpanScores, targets: Targets) -> Tensor:
        """The gold type of every span, 0 = none."""
        return targets["spans"]

    def decode(self, scores: SpanScores, lengths: Sequence[int]) -> list[list[list[Any]]]:
        """The spans whose best choice is a type: `[start, end, type]`, sorted."""
        return found_entities(self.units(scores), self.labels, self.max_width)

    def predicted_items(self, scores: SpanScores) -> Tensor:
        """The entities that are found."""
        return ((choices(self.units(scores)) > 0) & scores.mask).sum(-1)


def none_odds(spans: Tensor) -> Tensor:
    """Log-odds of none, float (b, u), from scores (b, u, types + 1), without gradient.

    In the order of p(none), but telling spans apart where that is 1 in float32.
    """
    spans = spans.detach()
    return spans[..., 0] - spans[..., 1:].logsumexp(-1)


def found_entities(spans: Units, labels: Sequence[str], max_width: int) -> list[list[list[Any]]]:
    """The spans whose best choice is a type, as the schema writes entities, one list a sentence."""
    entities: list[list[list[Any]]] = [[] for _ in spans.mask]
    found = choices(spans).masked_fill(~spans.mask, 0)
    sentence, span = found.nonzero(as_tuple=True)
    start, end = span_bounds(span, max_width)
    for i, first, last, kind in torch.stack([sentence, start, end, found[sentence, span]], dim=1).tolist():
        entities[i].append([first, last, labels[kind - 1]])
    return entities
