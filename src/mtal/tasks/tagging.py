"""A tag a word: a linear classifier of the word vector, softmax, no transition model (docs/method.md, "Tagging")."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from mtal.corpora import bio
from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Encoded, Targets, Task, TaskOptions, numbered, pad_targets
from mtal.tasks.losses import smoothed_cross_entropy
from mtal.tasks.metrics import exact_match
from mtal.tasks.units import Units, choices


@dataclass(frozen=True, slots=True)
class TagScores:
    """Of b sentences of up to w words."""

    tags: Tensor
    """float (b, w, s)."""
    mask: Tensor
    """True where there is a word, bool (b, w)."""


class Tagging(Task[TagScores], ABC):
    """Shared by all tasks that give each word one tag."""

    def __init__(self, hidden_size: int, labels: Sequence[str], options: TaskOptions) -> None:
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.classify = nn.Linear(hidden_size, len(self.labels))

    @staticmethod
    def label_set(labels: Iterable[list[str | None]]) -> list[str]:
        """The tags of the training split, sorted."""
        return sorted({tag for tags in labels for tag in tags if tag is not None})

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

    def decode(self, scores: TagScores, lengths: Sequence[int]) -> list[list[str]]:
        """The best tag of every word."""
        best = choices(self.units(scores)).tolist()
        return [[self.labels[tag] for tag in row[:length]] for row, length in zip(best, lengths, strict=True)]


class BioTagging(Tagging, ABC):
    """BIO tags, judged by the spans that they mark."""

    main_metric = "f1"
    kind: Tensor
    begins: Tensor

    def __init__(self, hidden_size: int, labels: Sequence[str], options: TaskOptions) -> None:
        super().__init__(hidden_size, labels, options)
        kinds = ["", *sorted({label[2:] for label in self.labels} - {""})]
        self.register_buffer("kind", torch.tensor([kinds.index(label[2:]) for label in self.labels]), persistent=False)
        begins = torch.tensor([label.startswith("B-") for label in self.labels])
        self.register_buffer("begins", begins, persistent=False)

    @staticmethod
    def items(label: list[str | None]) -> int:
        """The spans that the tags mark."""
        return len(bio.spans(label))

    def predicted_items(self, scores: TagScores) -> Tensor:
        """The spans that the predicted tags mark: words whose tag is a B, or an I of another type than before."""
        tags = choices(self.units(scores))
        kind = self.kind[tags].masked_fill(~scores.mask, 0)
        before = nn.functional.pad(kind, (1, 0))[:, :-1]
        return ((kind > 0) & (self.begins[tags] | (kind != before))).sum(-1)

    @classmethod
    def metrics(cls, gold: Sequence[Sentence], predicted: Sequence[list[str]]) -> dict[str, float]:
        """Micro precision, recall and F1 over exact, typed spans; an I without its B opens one (conlleval).

        Words without gold aren't judged (`mtal.corpora.bio.judged`).
        """
        pairs = [bio.judged(s.labels[cls.name], tags) for s, tags in zip(gold, predicted, strict=True)]
        return exact_match((set(bio.spans(true)) for true, _ in pairs), (set(bio.spans(tags)) for _, tags in pairs))
