"""Do configuration and tokenizer of an encoder fit together, and is it one that can be used?

What is asked for here is plain values, so that they can come from an encoder's files or from what transformers makes of
them. A value that isn't known is no fault.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from mtal.models.kinds import Kind

NUMBERS = ("num_hidden_layers", "vocab_size", "max_position_embeddings", "pad_token_id")
KEYS = ("is_decoder", "position_embedding_type", "auto_map", *NUMBERS)
"""What of a configuration is looked at."""


class Tokens(NamedTuple):
    """What is known of a tokenizer."""

    numbers: Mapping[str, int]
    """The number of each token, special ones included."""
    special: Collection[str]
    """Tokens that no word is made of."""
    lacking: Collection[str]
    """Of `pad` and `unk`, those that it has no token for."""
    padding: int | None
    """The number of its token for padding, as far as it is known."""
    letter: Sequence[int]
    """What it makes of the letter a."""


def config_fault(config: Mapping[str, Any], kind: Kind) -> str | None:
    """Why an encoder isn't what its kind stands for; None where it is. `config`: values by `KEYS`."""
    if config.get("is_decoder"):
        return "config.json says is_decoder: a decoder sees no word that follows"
    if (positions := config.get("position_embedding_type") or "absolute") != "absolute":
        return f"config.json says position_embedding_type: {positions}; only absolute ones are known to transformers"
    if "AutoModel" in (config.get("auto_map") or {}):
        return "config.json says auto_map: it is run by code of its own, which isn't used here"
    if (layers := config.get("num_hidden_layers")) is not None and layers < 1:
        return "config.json says that it has no layers"
    if kind.counts_from_padding and kind.padding is None and config.get("pad_token_id", 0) is None:
        return "config.json has no pad_token_id, from which the encoder counts positions"
    return None


def tokens_fault(tokens: Tokens, config: Mapping[str, Any], kind: Kind) -> str | None:
    """Why a tokenizer can't be used with an encoder; None where it can. `config`: values by `KEYS`."""
    for name in tokens.lacking:
        return f"its tokenizer has no {name}_token; name one in tokenizer_config.json"
    if set(tokens.numbers) <= set(tokens.special):
        return "its tokenizer knows special tokens and no words; the tokenizer's files (tokenizer.json) are missing"
    token, highest = max(tokens.numbers.items(), key=lambda item: item[1])
    if (size := config.get("vocab_size")) is not None and highest >= size:
        return (
            f"its tokenizer knows {token} as number {highest}, the encoder has vectors for {size} subwords; "
            "they don't belong together"
        )
    first = kind.counted_from(config)
    if first is not None and tokens.padding is not None and tokens.padding != first:
        return (
            f"its tokenizer pads with number {tokens.padding}, the encoder counts positions by {first}; "
            "they don't belong together"
        )
    if not tokens.letter:
        return "its tokenizer makes nothing of the letter a"
    return None


def room_fault(longest: float, around: int) -> str | None:
    """Why no word fits between `around` special tokens in an input of `longest` subwords; None where one does."""
    return None if longest - around > 0 else f"its longest input ({longest} subwords) has no room for a word"
