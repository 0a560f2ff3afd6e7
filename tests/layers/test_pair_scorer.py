"""Pair scores against [a; b; a⊙b; distance] written out."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from mtal.layers import pair_scorer
from mtal.layers.pair_scorer import PairScorer, distance_buckets


@pytest.fixture
def scorer() -> PairScorer:
    torch.manual_seed(0)
    return PairScorer(input_size=5, span_size=6, distance_size=3, pair_size=4, choices=3, dropout=0.3).eval()


def naive(scorer: PairScorer, vectors: Tensor) -> Tensor:
    b, k, _ = vectors.shape
    rows = []
    for i in range(b):
        for first in range(k):
            for second in range(k):
                a, c = scorer.as_first(vectors[i, first]), scorer.as_second(vectors[i, second])
                distance = scorer.distances.weight[bucket(second - first)]
                rows.append(scorer.rest(scorer.first(torch.cat([a, c, a * c, distance]))))
    return torch.stack(rows).view(b, k, k, -1)


def bucket(distance: int) -> int:
    """docs/method.md, "Relations": 0, 1, 2, 3, 4, 5-7, 8-15, 16-31, 32-63, 64+; the negative ones behind these."""
    size = abs(distance)
    number = size if size < 5 else next(n for n, limit in enumerate((8, 16, 32, 64, 10**9), 5) if size < limit)
    return number + 10 * (distance < 0)


def test_distances() -> None:
    found = distance_buckets(80, torch.device("cpu")).tolist()
    assert found == [[bucket(second - first) for second in range(80)] for first in range(80)]


@pytest.mark.parametrize("products", [1 << 25, 100, 1], ids=["at once", "in pieces", "one by one"])
def test_scores_and_gradients(scorer: PairScorer, products: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_scorer, "PRODUCTS", products)
    vectors = torch.randn(5, 4, 5)
    expected, found = naive(scorer, vectors), scorer(vectors)
    torch.testing.assert_close(found, expected)
    parameters, weights = list(scorer.parameters()), torch.randn_like(expected)
    wanted = torch.autograd.grad((expected * weights).sum(), parameters)
    torch.testing.assert_close(torch.autograd.grad((found * weights).sum(), parameters), wanted)


def test_recomputing_draws_the_same_dropout(scorer: PairScorer, monkeypatch: pytest.MonkeyPatch) -> None:
    scorer.train()
    vectors = torch.randn(6, 3, 5)
    monkeypatch.setattr(pair_scorer, "PRODUCTS", 1)
    with monkeypatch.context() as kept:
        kept.setattr(pair_scorer, "checkpoint", lambda function, *parts, use_reentrant: function(*parts))
        torch.manual_seed(1)
        plain = torch.autograd.grad(scorer(vectors).square().sum(), list(scorer.parameters()))
    torch.manual_seed(1)
    again = torch.autograd.grad(scorer(vectors).square().sum(), list(scorer.parameters()))
    torch.testing.assert_close(again, plain)
