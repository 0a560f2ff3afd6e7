"""Batches: what they hold, how they are cut, how they are shuffled."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from recipes import seeded, small_recipe
from related import related_sentences

from mtal.corpora.sentence import Sentence
from mtal.models.batches import SUBWORDS, by_length, collate, cut, encode_sentences, shuffled

LENGTHS = st.lists(st.integers(3, 400), min_size=1, max_size=60)


@given(LENGTHS, st.integers(1, 16))
def test_batches_hold_every_row_once_within_both_bounds(lengths: list[int], size: int) -> None:
    lengths_ = np.array(lengths)
    batches = cut(np.argsort(lengths_, kind="stable"), lengths_, size)
    assert sorted(np.concatenate(batches).tolist()) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) <= size
        assert len(batch) == 1 or len(batch) * lengths_[batch].max() <= SUBWORDS * size


@given(LENGTHS, st.integers(1, 16), st.integers(0, 99))
def test_an_epoch_is_a_permutation_and_the_seed_decides(lengths: list[int], size: int, seed: int) -> None:
    stream, again = shuffled(lengths, size, [seed]), shuffled(lengths, size, [seed])
    rows: list[int] = []
    while len(rows) < len(lengths):
        rows += next(stream)
    assert sorted(rows) == list(range(len(lengths)))
    first = list(islice(again, 5))
    assert [row for batch in first for row in batch][: len(rows)] == rows[: sum(map(len, first))]


def test_collate_points_at_first_subwords(bert: Path, sentences: list[Sentence]) -> None:
    subwords = small_recipe(bert, sentences).subwords()
    encoded = encode_sentences(sentences, subwords)
    batch = collate(encoded, subwords.padding)
    flat = batch.pieces.flatten()
    for i, sentence in enumerate(sentences):
        assert batch.mask[i].sum() == len(sentence.tokens) == batch.lengths[i]
        starts = [pieces[0] for pieces in subwords.split(sentence.tokens)]
        assert flat[batch.words[i, : len(starts)]].tolist() == starts
        assert flat[batch.first[i]].item() == subwords.before[0]
    assert (batch.pieces[~batch.attention] == subwords.padding).all()
    assert sorted(row for rows in by_length(encoded, 3) for row in rows) == list(range(len(sentences)))


@pytest.mark.parametrize("tasks", [("dp", "ner"), ("ner_span", "re")])
def test_every_copy_in_a_repeated_batch_has_the_scores_of_the_batch(
    bert: Path, sentences: list[Sentence], tasks: tuple[str, str]
) -> None:
    sentences = related_sentences() if "re" in tasks else sentences
    recipe = small_recipe(bert, sentences, tasks=tasks)
    model, subwords = seeded(recipe, tasks).eval(), recipe.subwords()
    batch = collate(encode_sentences(sentences, subwords), subwords.padding)
    once, thrice = model(batch), model(batch.repeated(3))
    for task in tasks:
        expected = model.tasks[task].units(once[task])
        found = model.tasks[task].units(thrice[task])
        for logits, mask in zip(found.logits.chunk(3), found.mask.chunk(3), strict=True):
            assert torch.equal(mask, expected.mask)
            torch.testing.assert_close(logits[mask], expected.logits[mask])
