"""Guessing masked words: which subwords are masked, and what an encoder with its head makes of them."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import DataCollatorForLanguageModeling, PreTrainedModel, PreTrainedTokenizerFast

from mtal.errors import UserError
from mtal.models.batches import Batch

HEADS: dict[str, tuple[str, ...]] = {
    "albert": ("predictions",),
    "bert": ("cls",),
    "camembert": ("lm_head",),
    "deberta-v2": ("cls",),  # v3 too
    "distilbert": ("vocab_transform", "activation", "vocab_layer_norm", "vocab_projector"),
    "electra": ("generator_predictions", "generator_lm_head"),
    "ernie": ("cls",),
    "modernbert": ("head", "decoder"),
    "mpnet": ("lm_head",),
    "roberta": ("lm_head",),
    "xlm-roberta": ("lm_head",),
}
"""By `model_type` the parts that stand one behind the other above the encoder, as transformers calls them."""
NOT_MASKED = -100
"""What transformers writes where there is nothing to guess."""


class Masked(NamedTuple):
    """Subwords, some of them masked; r windows of at most l subwords."""

    pieces: Tensor
    """int64 (r, l)."""
    attention: Tensor
    """True where there is a subword, bool (r, l)."""
    hidden: Tensor
    """True where there is one to guess, bool (r, l)."""
    answers: Tensor
    """Those, window behind window, int64 (k,)."""

    def to(self, device: torch.device) -> Masked:
        """The same on another device."""
        return Masked(*(tensor.to(device) for tensor in self))


class Masker:
    """Masks subwords as BERT's authors did: of 15 %, 80 % masked, 10 % exchanged for any other, 10 % left."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast, name: str) -> None:
        """`UserError` where the tokenizer of the encoder `name` has nothing to mask with."""
        if tokenizer.mask_token is None:
            raise UserError(f"encoder.adapt: the tokenizer of {name} has no mask_token; give null")
        self.padding: int = tokenizer.pad_token_id
        self.draw = DataCollatorForLanguageModeling(tokenizer)
        self.special = torch.tensor(sorted(set(tokenizer.all_special_ids)))

    def __call__(self, batch: Batch) -> Masked:
        """Mask a batch on the CPU, by torch's generator."""
        special = torch.isin(batch.pieces, self.special)
        pieces, answers = self.draw.torch_mask_tokens(batch.pieces.clone(), special_tokens_mask=special)
        hidden = answers != NOT_MASKED
        return Masked(pieces, batch.attention, hidden, answers[hidden])


def check_head(guesser: PreTrainedModel, name: str) -> None:
    """`UserError` where the head of the encoder `name` is built in a way that isn't known here."""
    if missing := [part for part in HEADS[guesser.config.model_type] if not hasattr(guesser, part)]:
        raise UserError(f"encoder.adapt: {name} guesses masked words without {missing[0]}, in another way; give null")


def guesses(guesser: PreTrainedModel, masked: Masked) -> Tensor:
    """The scores of all subwords at the masked places, float (k, vocabulary).

    Those of all places, which transformers would compute, take as long as the small encoder itself.
    """
    base = getattr(guesser, guesser.base_model_prefix)
    output = base(input_ids=masked.pieces, attention_mask=masked.attention.long()).last_hidden_state[masked.hidden]
    for part in HEADS[guesser.config.model_type]:
        output = getattr(guesser, part)(output)
    return output


def guessing_loss(guesser: PreTrainedModel, masked: Masked) -> Tensor:
    """The sum of the cross-entropy over the masked places."""
    return nn.functional.cross_entropy(guesses(guesser, masked).float(), masked.answers, reduction="sum")
