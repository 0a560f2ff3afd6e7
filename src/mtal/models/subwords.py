"""From words to subwords: each word alone, special tokens around, windows where a sentence is too long."""

from __future__ import annotations

from dataclasses import dataclass

from transformers import PreTrainedTokenizerFast

ESCAPES = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
"""Treebank spellings that no encoder was pre-trained on."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a sentence that fits the encoder."""

    pieces: list[int]
    """Subword ids with the special tokens."""
    positions: dict[int, int]
    """Position of the first subword of each word that is read off this window."""
    sizes: dict[int, int]
    """Number of subwords of each of these words."""


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
        self._known: dict[str, list[int]] = {}

    def split(self, words: list[str]) -> list[list[int]]:
        """The subword ids of each word; a word that yields none becomes the unknown token."""
        new = sorted({word for word in words if word not in self._known})
        if new:
            encoded = ids_of_words(self.tokenizer, [self.lead + ESCAPES.get(word, word) for word in new])
            for word, ids in zip(new, encoded, strict=True):
                self._known[word] = ids[: self.room] or [self.tokenizer.unk_token_id]
        return [self._known[word] for word in words]

    def windows(self, words: list[str]) -> list[Window]:
        """One window where the sentence fits; else windows that overlap by half.

        Each word is read off the window in whose middle it stands best.
        """
        split = self.split(words)
        if sum(map(len, split)) <= self.room:
            return [self._window(split, range(len(words)), set(range(len(words))))]
        spans = overlapping_spans([len(pieces) for pieces in split], self.room)
        read: list[set[int]] = [set() for _ in spans]
        for word in range(len(words)):
            off = {i: abs(start + end - 1 - 2 * word) for i, (start, end) in enumerate(spans) if start <= word < end}
            read[min(off, key=off.__getitem__)].add(word)
        return [self._window(split, range(*span), chosen) for span, chosen in zip(spans, read, strict=True)]

    def _window(self, split: list[list[int]], words: range, read: set[int]) -> Window:
        pieces, positions, sizes = list(self.before), {}, {}
        for word in words:
            if word in read:
                positions[word], sizes[word] = len(pieces), len(split[word])
            pieces += split[word]
        return Window(pieces + self.after, positions, sizes)


def ids_of_words(tokenizer: PreTrainedTokenizerFast, words: list[str]) -> list[list[int]]:
    """The subword ids of each word, which is split alone and without special tokens."""
    return tokenizer([[word] for word in words], is_split_into_words=True, add_special_tokens=False)["input_ids"]


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
