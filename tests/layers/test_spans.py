"""Which spans there are and which are kept, against loops written out."""

from __future__ import annotations

import math

import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.layers.spans import kept_count, kept_spans, span_bounds, span_mask


@given(st.lists(st.integers(1, 12), min_size=1, max_size=4), st.integers(1, 9))
def test_enumeration(lengths: list[int], width: int) -> None:
    mask = span_mask(torch.tensor(lengths), max(lengths), width)
    sentence, span = mask.nonzero(as_tuple=True)
    start, end = span_bounds(span, width)
    found = torch.stack([sentence, start, end], dim=1).tolist()
    assert found == [[i, a, b] for i, n in enumerate(lengths) for a in range(n) for b in range(a, n) if b - a < width]


def test_number_kept() -> None:
    lengths = list(range(1, 200))
    for ratio in (0.6, 0.3, 0.7, 1.0, 0.01):
        exact = [max(1, math.floor(round(ratio * 100) * n / 100)) for n in lengths]
        assert kept_count(torch.tensor(lengths), ratio).tolist() == exact


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([0.0, 1.5, -2.0, math.inf]), st.booleans()), min_size=6, max_size=6),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 4),
)
def test_kept_are_the_least_disliked_in_order(rows: list[list[tuple[float, bool]]], count: int) -> None:
    dislike = torch.tensor([[value for value, _ in row] for row in rows])
    mask = torch.tensor([[exists for _, exists in row] for row in rows])
    counts = mask.sum(1).clamp(max=count)
    kept, there = kept_spans(dislike, mask, counts)
    for i, row in enumerate(rows):
        existing = [u for u, (_, exists) in enumerate(row) if exists]
        best = sorted(existing, key=lambda u: (row[u][0], u))[: int(counts[i])]
        assert kept[i, there[i]].tolist() == sorted(best)
        assert not kept[i, ~there[i]].any()
