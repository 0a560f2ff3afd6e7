"""Whether an encoder can be used, as far as only transformers can tell: its small files are checked at the door."""

from __future__ import annotations

import torch
from transformers import AutoModel, PretrainedConfig, PreTrainedModel, PreTrainedTokenizerFast

from mtal.errors import UserError, first_line
from mtal.models.fitting import KEYS, Tokens, config_fault, room_fault, tokens_fault
from mtal.models.kinds import kind_of
from mtal.models.loading import load_config, load_tokenizer
from mtal.models.options import EncoderOptions, ModelOptions, top_layers
from mtal.models.subwords import Subwords, ids_of_words


def check_built(encoder: EncoderOptions, model: ModelOptions) -> None:
    """`UserError` in one line that says what doesn't fit; loads no weights."""
    config = load_config(encoder)
    if fault := config_fault(_said(config), kind_of(config.model_type, encoder.name)):
        raise UserError(f"encoder.name={encoder.name}: {fault}")
    shape_of(config, encoder.name)
    fitting_subwords(load_tokenizer(encoder), config, encoder.name)
    if model.name == "cmt":
        top_layers(config.num_hidden_layers, model.top_layers)


def shape_of(config: PretrainedConfig, name: str) -> PreTrainedModel:
    """The encoder without values; `UserError` where its configuration contradicts itself."""
    try:
        with torch.device("meta"):
            return AutoModel.from_config(config)
    except Exception as error:  # each family complains in its own way
        reason = f"config.json describes no encoder: {first_line(error)}"
        raise UserError(f"encoder.name={name}: {reason}") from None


def subwords_of(encoder: EncoderOptions) -> Subwords:
    """Words to subwords as an encoder takes them; `UserError` where its parts don't fit together."""
    return fitting_subwords(load_tokenizer(encoder), load_config(encoder), encoder.name)


def fitting_subwords(tokenizer: PreTrainedTokenizerFast, config: PretrainedConfig, name: str) -> Subwords:
    """Words to subwords as the encoder takes them; `UserError` where tokenizer and encoder don't fit together."""
    kind, said = kind_of(config.model_type, name), _said(config)
    fault = tokens_fault(_tokens(tokenizer), said, kind) if tokenizer.is_fast else "it has no fast tokenizer"
    if fault:
        raise UserError(f"encoder.name={name}: {fault}")
    positions, most = kind.positions(said), tokenizer.model_max_length
    subwords = Subwords(tokenizer, most if positions is None else min(most, positions))
    if fault := room_fault(subwords.longest, subwords.longest - subwords.room):
        raise UserError(f"encoder.name={name}: {fault}")
    return subwords


def _said(config: PretrainedConfig) -> dict[str, object]:
    """The values of a configuration, its family's defaults included, by `KEYS`."""
    return {key: getattr(config, key) for key in KEYS if hasattr(config, key)}


def _tokens(tokenizer: PreTrainedTokenizerFast) -> Tokens:
    return Tokens(
        numbers=tokenizer.get_vocab(),
        special={*tokenizer.all_special_tokens, *map(str, tokenizer.added_tokens_decoder.values())},
        lacking=[name for name in ("pad", "unk") if getattr(tokenizer, f"{name}_token_id") is None],
        padding=tokenizer.pad_token_id,
        letter=ids_of_words(tokenizer, ["a"])[0],
    )
