"""Temperature scaling: a number a task fits confidences to the development set (Guo et al. 2017; paper section 5.5)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from scipy.optimize import minimize_scalar
from torch import Tensor

from mtal.models.encoded import EncodedSentences
from mtal.models.multitask import MultiTaskModel

RANGE = (0.05, 20.0)
"""Temperatures that are looked at."""


@torch.inference_mode()
def fit_temperatures(model: MultiTaskModel, development: EncodedSentences, batch_size: int = 32) -> dict[str, float]:
    """The temperature of each task: predictions stay as they are, confidences come from scores divided by it."""
    model.eval()
    seen: dict[str, list[tuple[Tensor, Tensor]]] = {name: [] for name in model.tasks}
    for _, batch in model.in_batches(development, batch_size):
        scores, targets = model(batch), model.targets(batch)
        for name, task in model.decoders():
            units, gold = task.units(scores[name]), task.gold_units(scores[name], targets[name])
            kept = units.mask & (gold >= 0)
            seen[name].append((units.logits[kept].double().cpu(), gold[kept].cpu()))
    return {name: best_temperature(decisions) for name, decisions in seen.items()}


def best_temperature(decisions: Sequence[tuple[Tensor, Tensor]]) -> float:
    """The temperature of least mean negative log-likelihood; 1 where there are no decisions.

    `decisions`: pairs of scores, float (units, s), and gold choices, int64 (units,); s may differ between pairs.
    """
    if not sum(len(gold) for _, gold in decisions):
        return 1.0

    def loss(log_temperature: float) -> float:
        temperature = math.exp(log_temperature)
        losses = [torch.nn.functional.cross_entropy(z / temperature, y, reduction="sum") for z, y in decisions]
        return float(sum(losses))

    found = minimize_scalar(loss, bounds=tuple(map(math.log, RANGE)), method="bounded", options={"xatol": 1e-4})
    return round(math.exp(found.x), 4)
