"""Label smoothing against its definition."""

from __future__ import annotations

import math

import pytest
import torch

from mtal.decoders.losses import smoothed_cross_entropy
from mtal.decoders.units import IGNORED, UNSEEN


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.2])
def test_against_the_smoothed_target_written_out(smoothing: float) -> None:
    torch.manual_seed(0)
    logits, gold = torch.randn(6, 5), torch.tensor([0, 4, 2, IGNORED, 1, UNSEEN])
    rows = [0, 1, 2, 4]
    target = torch.full((4, 5), smoothing / 5)
    target[torch.arange(4), gold[rows]] += 1 - smoothing
    expected = -(target * logits[rows].log_softmax(-1)).sum(-1).mean()
    torch.testing.assert_close(smoothed_cross_entropy(logits, gold, smoothing), expected)
    torch.testing.assert_close(
        smoothed_cross_entropy(logits, gold, smoothing),
        torch.nn.functional.cross_entropy(logits[rows], gold[rows], label_smoothing=smoothing),
    )


def test_the_mass_is_spread_over_open_choices_alone() -> None:
    logits = torch.tensor([[1.0, 2.0, -math.inf, 0.0]])
    three = logits[:, [0, 1, 3]]
    torch.testing.assert_close(
        smoothed_cross_entropy(logits, torch.tensor([3]), 0.2), smoothed_cross_entropy(three, torch.tensor([2]), 0.2)
    )


def test_nothing_annotated_gives_zero_and_zero_gradients() -> None:
    logits = torch.randn(2, 3, requires_grad=True)
    loss = smoothed_cross_entropy(logits, torch.tensor([IGNORED, UNSEEN]), 0.1)
    loss.backward()
    assert loss.item() == 0.0 and not logits.grad.any()
