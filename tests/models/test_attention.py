"""The cheap dropout: right rates, right scale, torch's generator."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from mtal.models.attention import Dropout, attention, dropout


@pytest.mark.parametrize("p", [0.1, 0.33, 0.5])
def test_rate_and_scale(p: float) -> None:
    torch.manual_seed(0)
    dropped = dropout(torch.ones(400, 501), p)
    assert float((dropped == 0).float().mean()) == pytest.approx(p, abs=0.005)
    assert dropped[dropped != 0].unique().tolist() == pytest.approx([1 / (1 - p)], rel=1e-4)
    for place in range(4):  # each of the four elements that share a random number is dropped as often
        assert float((dropped.flatten()[place::4] == 0).float().mean()) == pytest.approx(p, abs=0.01)


def test_the_seed_decides() -> None:
    values = torch.ones(7, 11)
    torch.manual_seed(3)
    first, second = dropout(values, 0.5), dropout(values, 0.5)
    torch.manual_seed(3)
    assert torch.equal(first, dropout(values, 0.5))
    assert not torch.equal(first, second)


def test_outside_of_training_nothing_is_dropped() -> None:
    values = torch.randn(5, 5)
    assert Dropout(0.5).eval()(values) is values


def test_gradients_flow_through_what_is_kept() -> None:
    values = torch.ones(100, requires_grad=True)
    dropped = dropout(values, 0.5)
    dropped.sum().backward()
    assert torch.equal(values.grad, dropped.detach())


def test_attention_is_softmax_attention() -> None:
    torch.manual_seed(0)
    query, key, value = torch.randn(3, 2, 2, 5, 4).unbind(0)
    mask = torch.tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]], dtype=torch.bool)[:, None, None, :]
    expected = (query @ key.mT * 0.5).masked_fill(~mask, float("-inf")).softmax(-1) @ value
    plain, _ = attention(nn.Module(), query, key, value, mask, 0.5)
    almost_undropped, _ = attention(nn.Module(), query, key, value, mask, 0.5, dropout=1e-9)
    torch.testing.assert_close(plain, expected.transpose(1, 2))
    torch.testing.assert_close(almost_undropped, expected.transpose(1, 2))
