"""A vector a sentence, from what an encoder makes of its words."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from mtal.models.batches import Batch


def sentence_vectors(hidden: Mapping[str, Tensor], batch: Batch) -> Tensor:
    """Float (b, h): the mean over a sentence's words, their first subwords, of the mean over tasks.

    hidden: for each task the vectors of the subwords of a batch, float (r, l, h).
    """
    mean = torch.stack([*hidden.values()]).float().mean(dim=0)
    words = mean.flatten(0, 1)[batch.words].masked_fill(~batch.mask.unsqueeze(-1), 0)
    return words.sum(dim=1) / batch.mask.sum(dim=1, keepdim=True)
