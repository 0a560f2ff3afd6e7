"""Words to subwords, special tokens and windows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import pre_tokenizers

from mtal.corpora.sentence import Sentence
from mtal.models.loading import load_tokenizer
from mtal.models.options import EncoderOptions
from mtal.models.subwords import Subwords, overlapping_spans
from support.batches import one_batch, split_slowly
from support.tiny import tiny_roberta


@pytest.mark.parametrize("encoder", ["bert", "roberta"])
def test_a_sentence_is_split_as_the_tokenizer_splits_it_as_a_whole(
    encoder: str, request: pytest.FixtureRequest
) -> None:
    tokenizer = load_tokenizer(EncoderOptions(name=str(request.getfixturevalue(encoder))))
    words = "Why did the cat 's owner leave Oslo ?".split()
    batch = one_batch([Sentence("s", "own", words)], Subwords(tokenizer, 100))
    whole = tokenizer(words, is_split_into_words=True)
    assert batch.pieces[0].tolist() == whole["input_ids"]
    assert batch.words[0].tolist() == [whole.word_ids().index(i) for i in range(len(words))]
    assert batch.sizes[0].tolist() == [whole.word_ids().count(i) for i in range(len(words))]


@pytest.mark.parametrize("spaced", [True, False], ids=["adds a space by itself", "as ModernBERT's"])
def test_a_word_has_the_subwords_that_it_has_inside_a_text(spaced: bool, tmp_path: Path) -> None:
    tokenizer = load_tokenizer(EncoderOptions(name=str(tiny_roberta(tmp_path))))
    tokenizer.backend_tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=spaced)
    words = "Why did the cat leave Oslo ?".split()
    inside = tokenizer(" ".join(["Now", *words]), add_special_tokens=False)["input_ids"]
    behind = [piece for pieces in split(Subwords(tokenizer, 100), words) for piece in pieces]
    assert inside[-len(behind) :] == behind
    assert tokenizer.convert_ids_to_tokens(behind)[0] == "Ġ"


def test_every_word_has_a_subword(bert: Path) -> None:
    tokenizer = load_tokenizer(EncoderOptions(name=str(bert)))
    subwords = Subwords(tokenizer, 100)
    assert split(subwords, ["", "\u200b", "cat"])[:2] == [[tokenizer.unk_token_id]] * 2
    assert split(subwords, ["-LRB-", "("])[0] == split(subwords, ["("])[0]


def test_a_long_sentence_is_read_in_windows(bert: Path) -> None:
    subwords = Subwords(load_tokenizer(EncoderOptions(name=str(bert))), 20)
    words = ["cat", "mat", "Oslo", "on"] * 30
    batch = one_batch([Sentence("s", "own", words)], subwords)
    assert batch.pieces.shape[0] > 2 and batch.pieces.shape[1] <= 20
    assert batch.pieces.flatten()[batch.words[0]].tolist() == [pieces[0] for pieces in split(subwords, words)]


def test_a_table_grows_and_keeps_its_numbers(bert: Path) -> None:
    subwords = Subwords(load_tokenizer(EncoderOptions(name=str(bert))), 100)
    first, again, later = (subwords.numbers(w, len(w)).tolist() for w in (["cat", "on"], ["on", "cat"], ["Oslo", "on"]))
    assert (first, again, later) == ([0, 1], [1, 0], [2, 1])
    assert split(subwords, ["cat", "Oslo"]) == split_slowly(subwords, ["cat", "Oslo"])


def split(subwords: Subwords, words: list[str]) -> list[list[int]]:
    """The subword ids of each word, from the table."""
    numbers = subwords.numbers(words, len(words))
    return [subwords.pieces[subwords.starts[n] : subwords.starts[n] + subwords.sizes[n]].tolist() for n in numbers]


@given(st.lists(st.integers(1, 7), min_size=1, max_size=60), st.integers(7, 20))
def test_spans_cover_all_words_and_fit(lengths: list[int], room: int) -> None:
    spans = overlapping_spans(lengths, room)
    assert spans[0][0] == 0 and spans[-1][1] == len(lengths)
    for start, end in spans:
        assert sum(lengths[start:end]) <= room
    for (start, end), (following, last) in pairwise(spans):
        assert start < following <= end <= last
