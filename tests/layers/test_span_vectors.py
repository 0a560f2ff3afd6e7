"""Span vectors against a literal reading of docs/method.md, "Entity spans", one span at a time."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from mtal.layers.pieces import Pieces
from mtal.layers.span_vectors import WIDTHS, SpanEncoder
from mtal.layers.spans import span_bounds, span_mask

SIZES = [[1, 3, 2, 1, 1], [2, 1, 1], [70]]
"""Subwords of each word of three sentences."""
WIDTH = 3


@pytest.fixture
def encoder() -> SpanEncoder:
    torch.manual_seed(0)
    return SpanEncoder(input_size=6, hidden_size=8, width_size=4, max_width=WIDTH)


@pytest.fixture
def subwords() -> list[Tensor]:
    torch.manual_seed(1)
    return [3 * torch.randn(sum(sizes), 6) for sizes in SIZES]


def pieces(subwords: list[Tensor]) -> Pieces:
    """All sentences in one list of subwords, a special one before each."""
    hidden, places, counts, row = [], torch.zeros(3, 5, dtype=torch.int64), torch.zeros(3, 5, dtype=torch.int64), 0
    for i, (sizes, vectors) in enumerate(zip(SIZES, subwords, strict=True)):
        hidden += [torch.full((1, 6), 99.0), vectors]
        row += 1
        for word, size in enumerate(sizes):
            places[i, word], counts[i, word] = row, size
            row += size
    return Pieces(torch.cat(hidden), places, counts)


def literal(encoder: SpanEncoder, x: Tensor, sizes: list[int], start: int, end: int) -> Tensor:
    """[y_first ; y_last ; width ; attention-pooled x], by itself."""
    lstm = nn.LSTM(6, 4, batch_first=True, bidirectional=True)
    weights = {f"{name}{suffix}": value for part, suffix in ((encoder.forwards, ""), (encoder.backwards, "_reverse"))
               for name, value in part.state_dict().items()}  # fmt: skip
    lstm.load_state_dict(weights)
    y = lstm(x.unsqueeze(0))[0][0]
    first, last = sum(sizes[:start]), sum(sizes[: end + 1]) - 1
    inside = x[first : last + 1]
    attention = torch.softmax(encoder.attention(inside).squeeze(-1), dim=0)
    width = encoder.widths.weight[min(last - first, WIDTHS - 1)]
    return torch.cat([y[first], y[last], width, (attention.unsqueeze(-1) * inside).sum(0)])


def test_vectors_and_what_a_layer_makes_of_them(encoder: SpanEncoder, subwords: list[Tensor]) -> None:
    layer = nn.Linear(encoder.size, 7)
    vectors = encoder(pieces(subwords).in_rows())
    through = vectors.through(layer).flatten(1, 2)
    lengths = torch.tensor([len(sizes) for sizes in SIZES])
    sentence, span = span_mask(lengths, 5, WIDTH).nonzero(as_tuple=True)
    for i, number in zip(sentence.tolist(), span.tolist(), strict=True):
        start, end = (int(bound) for bound in span_bounds(torch.tensor(number), WIDTH))
        expected = literal(encoder, subwords[i], SIZES[i], start, end)
        chosen = torch.tensor([[number]] * 3)
        found = vectors.of(chosen, *span_bounds(chosen, WIDTH))[i, 0]
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-5)
        torch.testing.assert_close(through[i, number], layer(expected), atol=1e-5, rtol=1e-5)


def test_attention_far_below_the_sentences_best_is_still_exact(encoder: SpanEncoder, subwords: list[Tensor]) -> None:
    with torch.no_grad():
        encoder.attention.weight.mul_(60)
    found = encoder(pieces(subwords).in_rows())
    torch.testing.assert_close(found.shares.sum(-1), torch.ones(3, 15))
    expected = literal(encoder, subwords[0], SIZES[0], 1, 3)[-6:]
    number = torch.tensor([[1 * WIDTH + 2]] * 3)
    torch.testing.assert_close(found.of(number, *span_bounds(number, WIDTH))[0, 0, -6:], expected, atol=1e-4, rtol=1e-4)


def test_gradients_are_those_of_the_literal_reading(encoder: SpanEncoder, subwords: list[Tensor]) -> None:
    layer, x = nn.Linear(encoder.size, 2), subwords[0].requires_grad_()
    span = (1, 2)
    layer(literal(encoder, x, SIZES[0], *span)).sum().backward()
    expected, x.grad = x.grad, None
    encoder(pieces(subwords).in_rows()).through(layer)[0, span[0], span[1] - span[0]].sum().backward()
    torch.testing.assert_close(x.grad, expected, atol=1e-5, rtol=1e-4)
