"""Words to subwords, special tokens and windows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import pre_tokenizers

from mtal.models.loading import load_tokenizer
from mtal.models.options import EncoderOptions
from mtal.models.subwords import Subwords, overlapping_spans
from support.tiny import tiny_roberta


@pytest.mark.parametrize("encoder", ["bert", "roberta"])
def test_a_sentence_is_split_as_the_tokenizer_splits_it_as_a_whole(
    encoder: str, request: pytest.FixtureRequest
) -> None:
    tokenizer = load_tokenizer(EncoderOptions(name=str(request.getfixturevalue(encoder))))
    words = "Why did the cat 's owner leave Oslo ?".split()
    (window,) = Subwords(tokenizer, 100).windows(words)
    whole = tokenizer(words, is_split_into_words=True)
    assert window.pieces == whole["input_ids"]
    assert window.positions == {i: whole.word_ids().index(i) for i in range(len(words))}


@pytest.mark.parametrize("spaced", [True, False], ids=["adds a space by itself", "as ModernBERT's"])
def test_a_word_has_the_subwords_that_it_has_inside_a_text(spaced: bool, tmp_path: Path) -> None:
    tokenizer = load_tokenizer(EncoderOptions(name=str(tiny_roberta(tmp_path))))
    tokenizer.backend_tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=spaced)
    words = "Why did the cat leave Oslo ?".split()
    inside = tokenizer(" ".join(["Now", *words]), add_special_tokens=False)["input_ids"]
    behind = [piece for pieces in Subwords(tokenizer, 100).split(words) for piece in pieces]
    assert inside[-len(behind) :] == behind
    assert tokenizer.convert_ids_to_tokens(behind)[0] == "Ġ"


def test_every_word_has_a_subword(bert: Path) -> None:
    tokenizer = load_tokenizer(EncoderOptions(name=str(bert)))
    subwords = Subwords(tokenizer, 100)
    assert subwords.split(["", "\u200b", "cat"])[:2] == [[tokenizer.unk_token_id]] * 2
    assert subwords.split(["-LRB-", "("])[0] == subwords.split(["("])[0]


def test_a_long_sentence_is_read_in_windows(bert: Path) -> None:
    subwords = Subwords(load_tokenizer(EncoderOptions(name=str(bert))), 20)
    words = ["cat", "mat", "Oslo", "on"] * 30
    windows = subwords.windows(words)
    assert len(windows) > 2
    assert sorted(word for window in windows for word in window.positions) == list(range(len(words)))
    for window in windows:
        assert len(window.pieces) <= 20
        for word, position in window.positions.items():
            assert window.pieces[position] == subwords.split([words[word]])[0][0]


@given(st.lists(st.integers(1, 7), min_size=1, max_size=60), st.integers(7, 20))
def test_spans_cover_all_words_and_fit(lengths: list[int], room: int) -> None:
    spans = overlapping_spans(lengths, room)
    assert spans[0][0] == 0 and spans[-1][1] == len(lengths)
    for start, end in spans:
        assert sum(lengths[start:end]) <= room
    for (start, end), (following, last) in pairwise(spans):
        assert start < following <= end <= last
