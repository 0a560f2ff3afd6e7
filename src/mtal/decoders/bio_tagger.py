"""A tagger whose tags mark spans (docs/method.md, "Tagging")."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from mtal.decoders.tagger import Tagger, TagScores
from mtal.decoders.units import IGNORED, choices
from mtal.tasks.base import TaskOptions


class BioTagger(Tagger):
    """Gives each word one BIO tag; the spans that they mark are counted."""

    kind: Tensor
    begins: Tensor

    def __init__(self, hidden_size: int, labels: Sequence[str], options: TaskOptions) -> None:
        super().__init__(hidden_size, labels, options)
        kinds = ["", *sorted({label[2:] for label in self.labels} - {""})]
        self.register_buffer("kind", torch.tensor([kinds.index(label[2:]) for label in self.labels]), persistent=False)
        begins = torch.tensor([label.startswith("B-") for label in self.labels])
        self.register_buffer("begins", begins, persistent=False)

    def items_of_words(self, chosen: Tensor) -> Tensor:
        """The spans that the tags mark: each begins at a B, or at an I of another type than the tag before."""
        tags = chosen.clamp(min=0)
        kind = self.kind[tags].masked_fill(chosen < 0, 0)
        before = nn.functional.pad(kind, (1, 0))[:, :-1]
        begun = ((kind > 0) & (self.begins[tags] | (kind != before))).cumsum(-1)
        return begun.masked_fill(kind == 0, 0).masked_fill(chosen == IGNORED, -1)

    def predicted_items(self, scores: TagScores) -> Tensor:
        """The spans that the predicted tags mark."""
        tags = choices(self.units(scores)).masked_fill(~scores.mask, IGNORED)
        return self.items_of_words(tags).amax(-1).clamp(min=0)
