"""Dependency parsing: a biaffine parser (docs/method.md, "Dependency parsing"), LAS and UAS."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from pydantic import Field
from torch import Tensor, nn

from mtal.corpora.sentence import Sentence
from mtal.layers.biaffine import ArcScorer, RelationScorer
from mtal.layers.spanning_tree import best_trees
from mtal.tasks.base import Encoded, Targets, Task, TaskOptions, numbered, pad_targets
from mtal.tasks.losses import smoothed_cross_entropy
from mtal.tasks.units import IGNORED, Units, choices


class ParserOptions(TaskOptions):
    """Sizes of the parser (`tasks.dp.…`)."""

    arc_size: int = Field(384, gt=0)
    relation_size: int = Field(128, gt=0)
    relation_subtypes: bool = False
    """LAS compares relations whole (`nsubj:pass`), not up to ":"."""


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


class DependencyParsing(Task[TreeScores]):
    """Heads and relations of all words; its confidence is about heads alone (docs/method.md, "Units")."""

    name = "dp"
    main_metric = "las"
    Options = ParserOptions

    def __init__(self, hidden_size: int, labels: Sequence[str], options: ParserOptions) -> None:
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.root = nn.Parameter(torch.zeros(hidden_size))
        self.arcs = ArcScorer(hidden_size, options.arc_size)
        self.relation_subtypes = options.relation_subtypes
        self.relations = RelationScorer(hidden_size, options.relation_size, len(self.labels))

    @staticmethod
    def label_set(labels: Iterable[dict[str, Any]]) -> list[str]:
        """The relations of the training split, sorted."""
        return sorted({relation for tree in labels for relation in tree["deprels"] if relation is not None})

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

    def metrics(self, gold: Sequence[Sentence], predicted: Sequence[dict[str, Any]]) -> dict[str, float]:
        """LAS and UAS over all words and without punctuation; relations are compared up to ":".

        With `relation_subtypes` they are compared whole. UAS is over the words that have a gold head, LAS over those
        that have a gold relation as well.
        """
        right = {"uas": 0, "las": 0, "uas_without_punctuation": 0, "las_without_punctuation": 0}
        words = dict.fromkeys(right, 0)
        for sentence, tree in zip(gold, predicted, strict=True):
            truth = sentence.labels["dp"]
            for token, head, relation, true_head, true_relation in zip(
                sentence.tokens, tree["heads"], tree["deprels"], truth["heads"], truth["deprels"], strict=True
            ):
                if true_head is None:
                    continue
                judged = {"uas": head == true_head}
                if true_relation is not None:
                    judged["las"] = judged["uas"] and self._judged(relation) == self._judged(true_relation)
                for name, fits in judged.items():
                    for score in (name,) if is_punctuation(token) else (name, f"{name}_without_punctuation"):
                        right[score] += fits
                        words[score] += 1
        return {name: count / words[name] for name, count in right.items() if words[name]}

    def _judged(self, relation: str) -> str:
        return relation if self.relation_subtypes else relation.split(":")[0]


def is_punctuation(token: str) -> bool:
    """True if every character is punctuation (Unicode categories P*), or the word is a treebank bracket or quote."""
    return token in TREEBANK_PUNCTUATION or all(unicodedata.category(character)[0] == "P" for character in token)


TREEBANK_PUNCTUATION = {"-LRB-", "-RRB-", "-LCB-", "-RCB-", "-LSB-", "-RSB-", "``", "''"}
