"""Batches: what they hold, how they are cut, how they are shuffled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.corpora.sentence import Sentence
from mtal.models.batches import SUBWORDS, by_length, cut, shuffled
from mtal.models.encoded import encode_sentences
from support.batches import one_batch, split_slowly
from support.recipes import seeded, small_recipe
from support.related import related_sentences

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


@given(LENGTHS, st.integers(1, 16), st.integers(0, 99))
def test_all_rows_count_alike(lengths: list[int], size: int, seed: int) -> None:
    batches = -(-len(lengths) // size)
    epoch = [len(rows) for rows in islice(shuffled(lengths, size, [seed]), batches)]
    assert sum(epoch) == len(lengths)
    assert max(epoch) <= size
    assert max(epoch) - min(epoch) <= 1


@pytest.mark.parametrize("sentences", [33, 40, 200])
def test_the_mix_of_batches_changes(sentences: int) -> None:
    lengths = newspaper_lengths(sentences)
    batches = islice(shuffled(lengths, 16, [1]), 20 * -(-sentences // 16))
    different = {tuple(sorted(rows)) for rows in batches}
    assert len(different) > 10 * -(-sentences // 16)


@pytest.mark.parametrize("sentences", [33, 40, 200, 2000])
def test_mixing_costs_little_padding(sentences: int) -> None:
    lengths, size = newspaper_lengths(sentences), 16
    epochs, batches = 20, -(-sentences // size)
    mixed = islice(shuffled(lengths, size, [1]), epochs * batches)
    least = np.array_split(np.argsort(lengths, kind="stable"), batches)
    assert padded(mixed, lengths, size) <= 1.2 * epochs * padded(least, lengths, size)
    wholly_random = (rows for _ in range(epochs) for rows in np.array_split(np.arange(sentences), batches))
    assert padded(mixed, lengths, size) < 0.8 * padded(wholly_random, lengths, size)


def newspaper_lengths(sentences: int) -> np.ndarray:
    """Subwords of sentences as newspapers have them (log-normal, median 27), in random order."""
    return np.random.default_rng(0).lognormal(np.log(27), 0.5, sentences).astype(int) + 3


def padded(batches: Iterable[Sequence[int]], lengths: np.ndarray, size: int) -> int:
    """Padded subwords of all batches, as training computes them."""
    parts = (part for rows in batches for part in cut(np.array(sorted(rows, key=lambda i: lengths[i])), lengths, size))
    return sum(len(part) * int(lengths[part].max()) for part in parts)


def test_nothing_to_train_on_is_an_error_not_an_endless_search() -> None:
    with pytest.raises(ValueError, match="no sentence"):
        next(shuffled([], 16, [1]))


def test_a_batch_points_at_first_subwords(bert: Path, sentences: list[Sentence]) -> None:
    subwords = small_recipe(bert, sentences).subwords()
    batch = one_batch(sentences, subwords)
    flat = batch.pieces.flatten()
    for i, sentence in enumerate(sentences):
        assert batch.mask[i].sum() == len(sentence.tokens) == batch.lengths[i]
        starts = [pieces[0] for pieces in split_slowly(subwords, sentence.tokens)]
        assert flat[batch.words[i, : len(starts)]].tolist() == starts
        assert flat[batch.first[i]].item() == subwords.before[0]
    assert (batch.pieces[~batch.attention] == subwords.padding).all()
    batches = by_length(encode_sentences(sentences, subwords).lengths, 3)
    assert sorted(np.concatenate(batches)) == list(range(len(sentences)))


@pytest.mark.parametrize("tasks", [("dp", "ner"), ("ner_span", "re")])
def test_every_copy_in_a_repeated_batch_has_the_scores_of_the_batch(
    bert: Path, sentences: list[Sentence], tasks: tuple[str, str]
) -> None:
    sentences = related_sentences() if "re" in tasks else sentences
    recipe = small_recipe(bert, sentences, tasks=tasks)
    model, subwords = seeded(recipe, tasks).eval(), recipe.subwords()
    batch = one_batch(sentences, subwords)
    once, thrice = model(batch), model(batch.repeated(3))
    for task in tasks:
        expected = model.tasks[task].units(once[task])
        found = model.tasks[task].units(thrice[task])
        for logits, mask in zip(found.logits.chunk(3), found.mask.chunk(3), strict=True):
            assert torch.equal(mask, expected.mask)
            torch.testing.assert_close(logits[mask], expected.logits[mask])
