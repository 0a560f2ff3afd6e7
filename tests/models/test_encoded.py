"""Flat arrays and their batches, against windows and batches that are made sentence by sentence."""

from __future__ import annotations

import random
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pytest
import torch
from hypothesis import given, settings

from mtal.corpora.sentence import Sentence, write_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.models import encoded
from mtal.models.batches import by_length
from mtal.models.encoded import encode_sentences
from mtal.models.loading import load_tokenizer
from mtal.models.options import EncoderOptions
from mtal.models.subwords import Subwords
from support.batches import slow_batch, windows

WORDS = st.sampled_from(["cat", "Oslo", "unbelievably", "", "\u200b", "``", "-LRB-", "é", "quixotic", "a" * 30, "on"])
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=1, max_size=9)


@pytest.fixture(scope="module", params=["bert", "roberta"])
def tokenizer(request: pytest.FixtureRequest) -> object:
    return load_tokenizer(EncoderOptions(name=str(request.getfixturevalue(request.param))))


@settings(deadline=None, max_examples=60)
@given(SENTENCES, st.sampled_from([8, 20, 60, 500]), st.sampled_from([1, 3, 4096]), st.randoms())
def test_flat_batches_are_those_of_sentence_by_sentence(
    tokenizer: object, words: list[list[str]], longest: int, stretch: int, dice: random.Random
) -> None:
    subwords = Subwords(tokenizer, longest)
    sentences = [Sentence(str(i), "own", tokens) for i, tokens in enumerate(words)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoded, "STRETCH", stretch)
        found = encode_sentences(sentences, subwords)
    assert len(found) == len(sentences)
    longest_windows = [max(len(w.pieces) for w in windows(subwords, tokens)) for tokens in words]
    assert found.lengths.tolist() == longest_windows
    rows = dice.choices(range(len(sentences)), k=dice.randint(1, 5))
    batch, expected = found.collate(rows, 9), slow_batch([sentences[row] for row in rows], subwords, 9)
    assert batch.sentences == [sentences[row] for row in rows]
    for name, tensor in expected.items():
        assert getattr(batch, name).dtype == tensor.dtype
        assert torch.equal(getattr(batch, name), tensor), name


def test_sentences_of_a_file_and_of_a_list_give_the_same(bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    write_sentences(tmp_path / "s.jsonl", sentences)
    subwords = Subwords(load_tokenizer(EncoderOptions(name=str(bert))), 30)
    listed = encode_sentences(sentences, subwords)
    filed = encode_sentences(SentenceFile(tmp_path / "s.jsonl"), subwords)
    for rows in by_length(listed.lengths, 3):
        one, other = listed.collate(rows, 0), filed.collate(rows, 0)
        assert one.sentences == other.sentences
        assert torch.equal(one.pieces, other.pieces) and torch.equal(one.words, other.words)


def test_nothing_gives_nothing(bert: Path) -> None:
    found = encode_sentences([], Subwords(load_tokenizer(EncoderOptions(name=str(bert))), 30))
    assert (len(found), len(found.lengths)) == (0, 0)
    assert by_length(found.lengths, 3) == []


def test_a_sentence_takes_few_bytes(bert: Path) -> None:
    """An array's sizes, which no allocator rounds: 4 a word and 44 a sentence."""
    sentences = [Sentence(str(i), "own", ["cat", "on", "Oslo"] * 8) for i in range(5000)]
    flat = encode_sentences(sentences, Subwords(load_tokenizer(EncoderOptions(name=str(bert))), 100)).flat
    arrays = (flat.words, flat.bounds, flat.spans, flat.windows, flat.lengths)
    assert sum(array.nbytes for array in arrays) / len(sentences) <= 4 * 24 + 8 * 5 + 1
    assert flat.words.dtype == np.int32
