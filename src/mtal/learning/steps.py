"""The steps of a training, whatever it learns: batches, learning rates, the optimiser (docs/method.md, "Training")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import torch

from mtal.learning.options import TrainingOptions
from mtal.models.batches import Batch, cut, shuffled
from mtal.models.encoded import EncodedSentences
from mtal.seeds import seed_for


def warmup_in_force(options: TrainingOptions, steps: int) -> int:
    """Steps of warm-up: as many as are asked for, but at most a tenth of all."""
    return min(options.warmup_steps, max(1, steps // 10))


def training_batches(
    sentences: EncodedSentences, size: int, seed: tuple[int, ...], padding: int, skip: int
) -> Iterator[list[Batch]]:
    """Training batches in their order, the first `skip` left out, each in the parts that fit into memory (`cut`)."""
    lengths = sentences.lengths
    order = shuffled(lengths, size, [seed_for(seed[0], "shuffle", *seed[1:])])
    for rows in islice(order, skip, None):
        ascending = np.array(rows)[np.argsort(lengths[rows], kind="stable")]
        yield [sentences.collate(part, padding) for part in cut(ascending, lengths, size)]


def adamw(rated: Iterable[tuple[torch.nn.Parameter, float]], weight_decay: float) -> torch.optim.Optimizer:
    """AdamW of parameters with their learning rates; no decay on biases and LayerNorm."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for parameter, rate in rated:
        decay = weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": rate, "base_lr": rate, "weight_decay": decay} for (rate, decay), p in groups.items()],
        eps=1e-8,
        fused=True,
    )


def begin_step(optimiser: torch.optim.Optimizer, rate: float) -> None:
    """Set the learning rates to `rate` times what they are at their height, and forget the last step's gradients."""
    for group in optimiser.param_groups:
        group["lr"] = group["base_lr"] * rate
    optimiser.zero_grad(set_to_none=True)


def learning_rate_factor(step: int, warmup: int, fall: int, last: int) -> float:
    """Linear rise over `warmup` steps, 1 until step `fall`, then linear fall to 0 at step `last`
    (docs/method.md, "Training")."""
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return min(1.0, (last - step) / max(1, last - fall))
