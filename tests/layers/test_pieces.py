"""The subwords of each sentence in a row, against the windows themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from mtal.corpora.sentence import Sentence
from mtal.layers.pieces import Pieces
from mtal.models.loading import load_tokenizer
from mtal.models.options import EncoderOptions
from mtal.models.subwords import Subwords
from support.batches import one_batch, split_slowly


@pytest.mark.parametrize("longest", [100, 12], ids=["one window", "several windows"])
@pytest.mark.parametrize("encoder", ["bert", "roberta"])
def test_every_subword_of_every_word_in_order(encoder: str, longest: int, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(encoder)
    subwords = Subwords(load_tokenizer(EncoderOptions(name=str(folder))), longest)
    texts = ["Ann met unbelievably many cats near Oslo on Monday !", "Go", "why zebra quixotic ? -LRB- it 's"]
    batch = one_batch([Sentence(t, "own", t.split(), {}) for t in texts], subwords)
    assert (len(batch.pieces) > len(texts)) == (longest == 12)

    hidden = batch.pieces.flatten().float().unsqueeze(-1)  # a vector that tells which subword it belongs to
    rows = Pieces(hidden, batch.words, batch.sizes).in_rows()
    for i, text in enumerate(texts):
        split = split_slowly(subwords, text.split())
        flat = [piece for word in split for piece in word]
        assert rows.vectors[i, rows.mask[i], 0].long().tolist() == flat
        for word, pieces in enumerate(split):
            first, last = rows.first[i, word], rows.last[i, word]
            assert rows.vectors[i, first : last + 1, 0].long().tolist() == pieces
    assert int(rows.first.max()) < rows.mask.shape[1]


def test_gradients_reach_the_subwords(bert: Path) -> None:
    hidden = torch.ones(5, 2, requires_grad=True)
    rows = Pieces(hidden, torch.tensor([[1, 3]]), torch.tensor([[2, 1]])).in_rows()
    rows.vectors.sum().backward()
    assert hidden.grad.tolist() == [[0, 0], [1, 1], [1, 1], [1, 1], [0, 0]]
