"""Whether an encoder can be used, found out from its configuration and tokenizer alone, before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, PretrainedConfig, PreTrainedModel, PreTrainedTokenizerFast

from mtal.errors import UserError
from mtal.models.encoders import pooler_of, top_layers
from mtal.models.families import family_of
from mtal.models.folders import check_folder, is_folder
from mtal.models.multitask import ModelOptions
from mtal.models.pretrained import EncoderOptions, check_weights, load_config, load_tokenizer, locate
from mtal.models.subwords import Subwords, ids_of_words
from mtal.tasks import TaskOptions


def check_encoder(encoder: EncoderOptions, model: ModelOptions) -> None:
    """`UserError` in one line that says what doesn't fit; loads no weights."""
    place = locate(encoder)
    if is_folder(place):
        check_folder(Path(place), encoder.name)
    check_weights(encoder)
    config = load_config(encoder)
    check_config(config, encoder.name)
    fitting_subwords(load_tokenizer(encoder), config, encoder.name)
    if model.name == "cmt":
        top_layers(config.num_hidden_layers, model.top_layers)


def check_config(config: PretrainedConfig, name: str) -> None:
    """`UserError` where the encoder isn't what its family stands for."""
    if getattr(config, "is_decoder", False):
        fault = "config.json says is_decoder: a decoder sees no word that follows"
    elif (kind := getattr(config, "position_embedding_type", None) or "absolute") != "absolute":
        fault = f"config.json says position_embedding_type: {kind}; only absolute ones are known to transformers"
    elif "AutoModel" in (getattr(config, "auto_map", None) or {}):
        fault = "config.json says auto_map: it is run by code of its own, which isn't used here"
    elif config.num_hidden_layers < 1:
        fault = "config.json says that it has no layers"
    else:
        shape_of(config, name)
        return
    raise UserError(f"encoder.name={name}: {fault}")


def shape_of(config: PretrainedConfig, name: str) -> PreTrainedModel:
    """The encoder without values; `UserError` where its configuration contradicts itself."""
    try:
        with torch.device("meta"):
            return AutoModel.from_config(config)
    except Exception as error:  # each family complains in its own way
        first_line = str(error).strip().partition("\n")[0]
        raise UserError(f"encoder.name={name}: config.json describes no encoder: {first_line}") from None


def fitting_subwords(tokenizer: PreTrainedTokenizerFast, config: PretrainedConfig, name: str) -> Subwords:
    """Words to subwords as the encoder takes them; `UserError` where tokenizer and encoder don't fit together."""
    if fault := _misfit(tokenizer, config):
        raise UserError(f"encoder.name={name}: {fault}")
    subwords = Subwords(tokenizer, min(tokenizer.model_max_length, family_of(config).positions(config)))
    if subwords.room < 1:
        raise UserError(f"encoder.name={name}: its longest input ({subwords.longest} subwords) has no room for a word")
    return subwords


def _misfit(tokenizer: PreTrainedTokenizerFast, config: PretrainedConfig) -> str | None:
    if not tokenizer.is_fast:
        return "it has no fast tokenizer"
    vocabulary = tokenizer.get_vocab()
    for kind in ("pad", "unk"):
        if getattr(tokenizer, f"{kind}_token_id") is None:
            return f"its tokenizer has no {kind}_token; name one in tokenizer_config.json"
    if set(vocabulary) <= {*tokenizer.all_special_tokens, *map(str, tokenizer.added_tokens_decoder.values())}:
        return "its tokenizer knows special tokens and no words; the tokenizer's files (tokenizer.json) are missing"
    token, highest = max(vocabulary.items(), key=lambda item: item[1])
    if highest >= config.vocab_size:
        return (
            f"its tokenizer knows {token} as number {highest}, the encoder has vectors for {config.vocab_size} subwords"
            "; they don't belong together"
        )
    padding = family_of(config).padding
    if padding and tokenizer.pad_token_id != padding(config):
        return (
            f"its tokenizer pads with number {tokenizer.pad_token_id}, the encoder counts positions by "
            f"{padding(config)}; they don't belong together"
        )
    if not ids_of_words(tokenizer, ["a"])[0]:
        return "its tokenizer makes nothing of the letter a"
    return None


def check_dropout(encoder: EncoderOptions, model: ModelOptions, tasks: Mapping[str, TaskOptions]) -> None:
    """`UserError` where a task's predictions are the same in every pass, so that they always agree with each other."""
    if model.dropout or has_dropout(shape_of(load_config(encoder), encoder.name)):
        return
    for task, options in tasks.items():
        if not getattr(options, "dropout", 0.0):
            raise UserError(
                f"strategy.confidence=dropout_agreement: nothing is dropped out for {task}, as the encoder has no "
                "dropout of its own; set model.dropout"
            )


def check_pooler(encoder: EncoderOptions, tasks: Mapping[str, TaskOptions]) -> None:
    """`UserError` where a task asks for a pooler and encoders of this kind have none."""
    for task, options in tasks.items():
        if getattr(options, "pretrained_pooler", False) and not pooler_of(shape_of(load_config(encoder), encoder.name)):
            raise UserError(f"tasks.{task}.pretrained_pooler=True: {encoder.name} has no pooler; leave it false")


def has_dropout(shape: PreTrainedModel) -> bool:
    """Whether the encoder drops out anything in training."""
    return any(isinstance(module, nn.Dropout) and module.p for module in shape.modules())
