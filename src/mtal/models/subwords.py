"""From words to subwords: a table of the distinct words, each split alone, and windows where a sentence is too long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from transformers import PreTrainedTokenizerFast

ESCAPES = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
"""Treebank spellings that no encoder was pre-trained on."""


class Numbering(dict[str, int]):
    """Numbers from 0 for words, in the order in which they are first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[str] = []
        """Words that have got their numbers since somebody emptied the list."""

    def __missing__(self, word: str) -> int:
        """Number `word`."""
        number = self[word] = len(self)
        self.new.append(word)
        return number


class Subwords:
    """Splits words into subwords; remembers each word it has split."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast, longest: int) -> None:
        self.tokenizer, self.padding, self.longest = tokenizer, tokenizer.pad_token_id, longest
        (bare,) = ids_of_words(tokenizer, ["a"])
        full = tokenizer([["a"]], is_split_into_words=True)["input_ids"][0]
        begin = full.index(bare[0])
        self.before, self.after = full[:begin], full[begin + len(bare) :]
        self.room = longest - len(self.before) - len(self.after)
        self.lead = leading_space(tokenizer)
        self._numbering = Numbering()
        self.pieces: np.ndarray = np.zeros(0, dtype=np.int32)
        """The subword ids of all words in the table, one word's behind another's."""
        self.starts: np.ndarray = np.zeros(0, dtype=np.int64)
        """Where in `pieces` each word's begin."""
        self.sizes: np.ndarray = np.zeros(0, dtype=np.int64)
        """How many each word has."""

    def numbers(self, words: Iterable[str], count: int) -> np.ndarray:
        """The places of `count` words in the table, int32 (count,); those that it lacks are split and added."""
        found = np.fromiter(map(self._numbering.__getitem__, words), dtype=np.int32, count=count)
        if new := self._numbering.new:
            self._add(self._split(new))
            new.clear()
        return found

    def _split(self, words: Sequence[str]) -> list[list[int]]:
        """The subword ids of each word; a word that yields none becomes the unknown token."""
        encoded = ids_of_words(self.tokenizer, [self.lead + ESCAPES.get(word, word) for word in words])
        return [ids[: self.room] or [self.tokenizer.unk_token_id] for ids in encoded]

    def _add(self, split: Sequence[Sequence[int]]) -> None:
        sizes = np.fromiter(map(len, split), dtype=np.int64, count=len(split))
        starts = len(self.pieces) + sizes.cumsum() - sizes
        pieces = np.fromiter(chain.from_iterable(split), dtype=np.int32, count=sizes.sum())
        self.pieces, self.starts, self.sizes = (
            np.concatenate(pair) for pair in ((self.pieces, pieces), (self.starts, starts), (self.sizes, sizes))
        )


def ids_of_words(tokenizer: PreTrainedTokenizerFast, words: Sequence[str]) -> list[list[int]]:
    """The subword ids of each word, which is split alone and without special tokens.

    By the tokenizer's own engine: what is made around its answers takes three times as long as they do.
    """
    engine = tokenizer.backend_tokenizer
    engine.no_truncation()
    engine.no_padding()
    found = engine.encode_batch_fast([[word] for word in words], is_pretokenized=True, add_special_tokens=False)
    return [encoding.ids for encoding in found]


def leading_space(tokenizer: PreTrainedTokenizerFast) -> str:
    """A space where only that makes of a word what it is inside a sentence, as with ModernBERT's tokenizer."""
    inside = tokenizer("a a", add_special_tokens=False)["input_ids"]
    plain, spaced = ids_of_words(tokenizer, ["a", " a"])
    return " " if inside == plain + spaced and plain != spaced else ""


def overlapping_spans(lengths: list[int], room: int) -> list[tuple[int, int]]:
    """Spans (start, end) of words, each as long as fits in `room` subwords and beginning in the middle of the last."""
    spans, start = [], 0
    while True:
        end, used = start, 0
        while end < len(lengths) and used + lengths[end] <= room:
            used += lengths[end]
            end += 1
        spans.append((start, end))
        if end == len(lengths):
            return spans
        start = max(start + 1, (start + end) // 2)
