"""Sentences in one batch; and batches as one would write them down, each sentence's windows by themselves, then cell by
cell: the oracle of the flat arrays, of which it uses no line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from mtal.corpora.sentence import Sentence
from mtal.models.batches import Batch
from mtal.models.encoded import encode_sentences
from mtal.models.subwords import ESCAPES, Subwords, ids_of_words, overlapping_spans


def one_batch(sentences: Sequence[Sentence], subwords: Subwords) -> Batch:
    """All sentences in one batch."""
    return encode_sentences(sentences, subwords).collate(range(len(sentences)), subwords.padding)


@dataclass(frozen=True)
class Window:
    """A stretch of a sentence that fits the encoder: its subwords, and where in it which words are read."""

    pieces: list[int]
    positions: dict[int, int]
    sizes: dict[int, int]


def split_slowly(subwords: Subwords, words: Sequence[str]) -> list[list[int]]:
    """The subword ids of each word; a word that yields none becomes the unknown token."""
    if not words:
        return []
    encoded = ids_of_words(subwords.tokenizer, [subwords.lead + ESCAPES.get(word, word) for word in words])
    return [ids[: subwords.room] or [subwords.tokenizer.unk_token_id] for ids in encoded]


def windows(subwords: Subwords, words: Sequence[str]) -> list[Window]:
    """One window where the sentence fits; else several, and each word read where it stands nearest to the middle."""
    pieces = split_slowly(subwords, words)
    if sum(map(len, pieces)) <= subwords.room:
        return [_window(subwords, pieces, range(len(words)), set(range(len(words))))]
    spans = overlapping_spans([len(ids) for ids in pieces], subwords.room)
    read: list[set[int]] = [set() for _ in spans]
    for word in range(len(words)):
        off = {i: abs(start + end - 1 - 2 * word) for i, (start, end) in enumerate(spans) if start <= word < end}
        read[min(off, key=off.__getitem__)].add(word)
    return [_window(subwords, pieces, range(*span), chosen) for span, chosen in zip(spans, read, strict=True)]


def _window(subwords: Subwords, split: list[list[int]], words: range, read: set[int]) -> Window:
    pieces, positions, sizes = list(subwords.before), {}, {}
    for word in words:
        if word in read:
            positions[word], sizes[word] = len(pieces), len(split[word])
        pieces += split[word]
    return Window(pieces + subwords.after, positions, sizes)


def slow_batch(sentences: Sequence[Sentence], subwords: Subwords, padding: int) -> dict[str, torch.Tensor]:
    """The tensors of `Batch` by their names."""
    found = [windows(subwords, sentence.tokens) for sentence in sentences]
    rows, height, width = sum(map(len, found)), len(sentences), max(len(sentence.tokens) for sentence in sentences)
    length = max(len(window.pieces) for each in found for window in each)
    pieces = torch.full((rows, length), padding)
    attention = torch.zeros(rows, length, dtype=torch.bool)
    words, sizes = torch.zeros(2, height, width, dtype=torch.int64)
    mask, first = torch.zeros(height, width, dtype=torch.bool), torch.zeros(height, dtype=torch.int64)
    row = 0
    for i, each in enumerate(found):
        first[i] = row * length
        for window in each:
            for at, piece in enumerate(window.pieces):
                pieces[row, at], attention[row, at] = piece, True
            for word, at in window.positions.items():
                words[i, word], sizes[i, word], mask[i, word] = row * length + at, window.sizes[word], True
            row += 1
    return {"pieces": pieces, "attention": attention, "words": words, "sizes": sizes, "mask": mask, "first": first}
