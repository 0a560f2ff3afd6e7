"""The steps of a training: the optimiser and its rates (batches: `tests/models/test_batches.py`)."""

from __future__ import annotations

import torch

from mtal.learning.steps import adamw, begin_step


def test_each_parameter_has_its_rate_and_matrices_alone_decay() -> None:
    linear, norm = torch.nn.Linear(3, 2), torch.nn.LayerNorm(2)
    rated = [*((p, 1e-3) for p in linear.parameters()), *((p, 1e-4) for p in norm.parameters())]
    optimiser = adamw(rated, weight_decay=0.5)
    found = {id(p): (group["lr"], group["weight_decay"]) for group in optimiser.param_groups for p in group["params"]}
    assert found == {
        id(linear.weight): (1e-3, 0.5),
        id(linear.bias): (1e-3, 0.0),
        id(norm.weight): (1e-4, 0.0),
        id(norm.bias): (1e-4, 0.0),
    }


def test_a_step_begins_at_its_share_of_the_rate_and_without_gradients() -> None:
    linear = torch.nn.Linear(3, 2)
    optimiser = adamw([(p, 1e-3) for p in linear.parameters()], weight_decay=0.0)
    linear(torch.ones(3)).sum().backward()
    for rate in (0.5, 0.25):
        begin_step(optimiser, rate)
        assert {group["lr"] for group in optimiser.param_groups} == {rate * 1e-3}
    assert all(p.grad is None for p in linear.parameters())
