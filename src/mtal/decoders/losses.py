"""Cross-entropy with optional label smoothing over the choices that are open to each unit."""

from __future__ import annotations

import torch
from torch import Tensor


def smoothed_cross_entropy(logits: Tensor, gold: Tensor, smoothing: float) -> Tensor:
    """Mean loss over the rows of `logits` that have a gold label; 0 where none has (docs/method.md, "Losses").

    `logits`: float (rows, s), -inf where a choice isn't open; `gold`: int64 (rows,), negative = no label.
    The target is (1 - smoothing)·onehot + smoothing/s over the s open choices of the row.
    """
    kept = gold >= 0
    logits, gold = logits[kept].float(), gold[kept]
    if not len(gold):
        return logits.sum() * 0.0
    log_p = torch.log_softmax(logits, dim=-1)
    loss = -log_p.gather(-1, gold.unsqueeze(-1)).squeeze(-1)
    if smoothing:
        open_choices = torch.isfinite(logits)
        uniform = -log_p.masked_fill(~open_choices, 0).sum(-1) / open_choices.sum(-1)
        loss = (1 - smoothing) * loss + smoothing * uniform
    return loss.mean()
