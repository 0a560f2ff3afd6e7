"""A classifier of ordered pairs of the spans that another decoder keeps (docs/method.md, "Relations")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from mtal.decoders.base import Decoder, Encoded, Targets
from mtal.decoders.losses import smoothed_cross_entropy
from mtal.decoders.span_classifier import SpanClassifier, SpanScores, found_entities
from mtal.decoders.units import IGNORED, UNSEEN, Units, choices
from mtal.layers.pair_scorer import PairScorer
from mtal.layers.spans import span_bounds
from mtal.tasks.re import PairOptions


@dataclass(frozen=True, slots=True)
class PairScores:
    """Of all pairs of the k spans that `ner_span` kept, first × second."""

    pairs: Tensor
    """Of no relation (0) and of each relation, float (b, k, k, relations + 1)."""
    mask: Tensor
    """Which are pairs of two spans, bool (b, k, k)."""
    names: Tensor
    """The same number for the same pair of spans, int64 (b, k, k)."""
    start: Tensor
    """First word of each span, int64 (b, k)."""
    end: Tensor
    """Last word of each span, int64 (b, k)."""
    entities: SpanScores
    """Of all spans, by `ner_span`."""


class PairClassifier(Decoder[PairScores]):
    """Each ordered pair of two kept spans has one relation or none (choice 0).

    A sentence in which fewer than two spans are kept has no pair, hence no unit: its confidence is 1.
    """

    def __init__(self, hidden_size: int, labels: Sequence[str], options: PairOptions, entities: SpanClassifier) -> None:
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels, 1)}
        self.own_words = options.own_words
        self.entity_types, self.max_width = entities.labels, entities.max_width
        self.score = PairScorer(
            entities.encode.size + 2 * hidden_size * options.own_words,
            options.span_size,
            options.distance_size,
            options.pair_size,
            1 + len(self.labels),
            options.dropout,
        )

    def forward(self, encoded: Encoded, earlier: Mapping[str, Any]) -> PairScores:
        """Scores of all pairs of the spans that `ner_span` kept."""
        spans: SpanScores = earlier["ner_span"]
        kept, there, vectors = spans.kept, spans.kept_mask, spans.kept_vectors
        start, end = span_bounds(kept, self.max_width)
        if self.own_words:
            row = torch.arange(len(kept), device=kept.device).unsqueeze(1)
            vectors = torch.cat([vectors, encoded.words[row, start], encoded.words[row, end]], dim=-1)
        two = ~torch.eye(kept.shape[1], dtype=torch.bool, device=kept.device)
        return PairScores(
            pairs=self.score(vectors).float(),
            mask=there.unsqueeze(2) & there.unsqueeze(1) & two,
            names=kept.unsqueeze(2) * spans.mask.shape[1] + kept.unsqueeze(1),
            start=start,
            end=end,
            entities=spans,
        )

    def targets(self, labels: Sequence[dict[str, Any] | None], width: int) -> Targets:
        """`relations`: int64 (g, 6), sentence, both spans' first and last words, relation; `annotated`: bool (b,).

        Where a pair has several relations, the last one counts.
        """
        gold = {
            (i, *ends): self.number.get(kind, UNSEEN)
            for i, label in enumerate(labels)
            for *ends, kind in (label or {"relations": ()})["relations"]
        }
        return {
            "relations": torch.tensor([[*pair, kind] for pair, kind in gold.items()], dtype=torch.int64).view(-1, 6),
            "annotated": torch.tensor([label is not None for label in labels]),
        }

    def gold_units(self, scores: PairScores, targets: Targets) -> Tensor:
        """The gold relation of every pair of kept spans, 0 = none; relations of other spans have no unit."""
        b, k = scores.start.shape
        gold = torch.zeros((b, k, k), dtype=torch.int64, device=scores.start.device)
        gold[~targets["annotated"]] = IGNORED
        sentence, *ends, kind = targets["relations"].unbind(1)
        first, first_known = _position(scores, sentence, *ends[:2])
        second, second_known = _position(scores, sentence, *ends[2:])
        known = first_known & second_known
        gold[sentence[known], first[known], second[known]] = kind[known]
        return gold.flatten(1)

    def loss(self, scores: PairScores, targets: Targets, smoothing: float) -> Tensor:
        """Mean over the pairs of kept spans; a gold relation of other spans gives none."""
        counted = scores.mask.flatten(1)
        gold = self.gold_units(scores, targets)[counted]
        return smoothed_cross_entropy(scores.pairs[scores.mask], gold, smoothing)

    def units(self, scores: PairScores) -> Units:
        """Ordered pairs of two kept spans, each a choice between none and the relations (docs/method.md, "Units")."""
        return Units(scores.pairs.flatten(1, 2), scores.mask.flatten(1), scores.names.flatten(1))

    def decode(self, scores: PairScores, lengths: Sequence[int]) -> list[dict[str, list[list[Any]]]]:
        """Entities as `ner_span` finds them, and relations, whose spans need not be entities."""
        spans = Units(scores.entities.spans, scores.entities.mask)
        entities = found_entities(spans, self.entity_types, self.max_width)
        relations: list[list[list[Any]]] = [[] for _ in entities]
        found = choices(self.units(scores)).view_as(scores.mask).masked_fill(~scores.mask, 0)
        i, a, b = found.nonzero(as_tuple=True)
        start, end = scores.start, scores.end
        rows = torch.stack([i, start[i, a], end[i, a], start[i, b], end[i, b], found[i, a, b]], dim=1)
        for sentence, *ends, kind in rows.tolist():
            relations[sentence].append([*ends, self.labels[kind - 1]])
        return [{"entities": e, "relations": r} for e, r in zip(entities, relations, strict=True)]

    def predicted_items(self, scores: PairScores) -> Tensor:
        """The relations that are found."""
        return (choices(self.units(scores)) > 0).logical_and(scores.mask.flatten(1)).sum(-1)


def _position(scores: PairScores, sentence: Tensor, start: Tensor, end: Tensor) -> tuple[Tensor, Tensor]:
    """Place of spans among the kept ones of their sentences, int64 (g,), and whether they are there, bool (g,)."""
    same = (scores.start[sentence] == start.unsqueeze(1)) & (scores.end[sentence] == end.unsqueeze(1))
    same &= scores.mask.any(2)[sentence]
    return same.long().argmax(1), same.any(1)
