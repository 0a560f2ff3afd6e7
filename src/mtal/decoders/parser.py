"""A biaffine parser (docs/method.md, "Dependency parsing")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from mtal.decoders.base import Decoder, Encoded, Targets, numbered, pad_targets
from mtal.decoders.losses import smoothed_cross_entropy
from mtal.decoders.units import IGNORED, Units, choices
from mtal.layers.biaffine import ArcScorer, RelationScorer
from mtal.layers.spanning_tree import best_trees
from mtal.tasks.dp import ParserOptions


@dataclass(frozen=True, slots=True)
class TreeScores:
    """Of b sentences of up to w words."""

    heads: Tensor
    """Of each candidate (last axis) as the head of each word, float (b, w, w + 1); column 0 is ROOT, a word itself and
    padding are -inf."""
    candidates: Tensor
    """Vectors of ROOT and the words, float (b, w + 1, h)."""
    mask: Tensor
    """True where there is a word, bool (b, w)."""


class Parser(Decoder[TreeScores]):
    """Heads and relations of all words; its units are heads alone (docs/method.md, "Units")."""

    def __init__(self, hidden_size: int, labels: Sequence[str], options: ParserOptions) -> None:
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.root = nn.Parameter(torch.zeros(hidden_size))
        self.arcs = ArcScorer(hidden_size, options.arc_size)
        self.relations = RelationScorer(hidden_size, options.relation_size, len(self.labels))

    def forward(self, encoded: Encoded, earlier: Mapping[str, Any]) -> TreeScores:
        """Scores of all arcs; those of relations are computed where they are asked for."""
        words, mask = encoded.words, encoded.mask
        b, w, _ = words.shape
        candidates = torch.cat([self.root.expand(b, 1, -1).to(words.dtype), words], dim=1)
        possible = torch.cat([mask.new_ones(b, 1), mask], dim=1).unsqueeze(1).repeat(1, w, 1)
        possible[:, :, 1:] &= ~torch.eye(w, dtype=torch.bool, device=mask.device)
        heads = self.arcs(words, candidates).float().masked_fill(~possible, float("-inf"))
        return TreeScores(heads, candidates, mask)

    def targets(self, labels: Sequence[dict[str, Any] | None], width: int) -> Targets:
        """`heads` and `relations`: int64 (b, w)."""
        heads = [
            None if tree is None else [IGNORED if head is None else head for head in tree["heads"]] for tree in labels
        ]
        relations = [numbered(None if tree is None else tree["deprels"], self.number) for tree in labels]
        return {"heads": pad_targets(heads, width), "relations": pad_targets(relations, width)}

    def relation_scores(self, scores: TreeScores, heads: Tensor, chosen: Tensor) -> Tensor:
        """Scores of the relations between the words where `chosen` (bool (b, w)) and their `heads` (int64 (b, w))."""
        sentence, word = chosen.nonzero(as_tuple=True)
        candidates = scores.candidates
        return self.relations(candidates[sentence, word + 1], candidates[sentence, heads[sentence, word]]).float()

    def loss(self, scores: TreeScores, targets: Targets, smoothing: float) -> Tensor:
        """Cross-entropy of the gold head plus that of the gold relation given the gold head."""
        gold = targets["heads"]
        chosen = (gold >= 0) & scores.mask
        heads = smoothed_cross_entropy(scores.heads[chosen], gold[chosen], smoothing)
        relations = self.relation_scores(scores, gold, chosen)
        return heads + smoothed_cross_entropy(relations, targets["relations"][chosen], smoothing)

    def units(self, scores: TreeScores) -> Units:
        """Words, each a choice between ROOT and all other words: m choices in a sentence of m words."""
        return Units(scores.heads, scores.mask)

    def gold_units(self, scores: TreeScores, targets: Targets) -> Tensor:
        """The gold head of every word."""
        return targets["heads"]

    def decode(self, scores: TreeScores, lengths: Sequence[int]) -> list[dict[str, Any]]:
        """The best single-rooted tree over log p(head) + max log p(relation | head)."""
        return self._with_relations(scores, self.searched(scores), lengths)

    def predicted_items(self, scores: TreeScores) -> Tensor:
        """All words: each has a head."""
        return scores.mask.sum(-1)

    def searched(self, scores: TreeScores) -> Tensor:
        """The head of every word in that tree, 0 for padding."""
        total = torch.log_softmax(scores.heads, dim=-1) + self._best_relation(scores)
        heads = best_trees(total.detach().cpu().numpy(), scores.mask.sum(-1).cpu().numpy())
        return torch.as_tensor(heads, device=total.device)

    def decode_quickly(self, scores: TreeScores, lengths: Sequence[int]) -> list[dict[str, Any]]:
        """The best head of every word; not always a tree."""
        return self._with_relations(scores, choices(self.units(scores)), lengths)

    def _best_relation(self, scores: TreeScores) -> Tensor:
        """Highest log p(relation | head) for every possible arc, float (b, w, w + 1); 0 for impossible ones."""
        best = torch.zeros_like(scores.heads)
        scorer, candidates = self.relations, scores.candidates
        for i, n in enumerate(scores.mask.sum(-1).tolist()):
            nodes = candidates[i, : n + 1]
            best[i, :n, : n + 1] = scorer.best_log_probability(nodes)
        return best

    def _with_relations(self, scores: TreeScores, heads: Tensor, lengths: Sequence[int]) -> list[dict[str, Any]]:
        mask = scores.mask
        relations = torch.zeros_like(heads)
        relations[mask] = self.relation_scores(scores, heads, mask).argmax(-1)
        return [
            {"heads": head[:n], "deprels": [self.labels[relation] for relation in row[:n]]}
            for head, row, n in zip(heads.tolist(), relations.tolist(), lengths, strict=True)
        ]
