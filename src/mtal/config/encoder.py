"""Whether an encoder can be used, found out from its small files alone: neither torch nor transformers is needed.

What only building and loading it show (a configuration that contradicts itself, a tokenizer without `tokenizer.json`)
is refused where the first training begins, by `mtal.models.checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from mtal.config.small_files import small_file, small_object
from mtal.errors import UserError, first_line
from mtal.models.fitting import NUMBERS, Tokens, config_fault, room_fault, tokens_fault
from mtal.models.folders import check_folder, is_folder
from mtal.models.kinds import KINDS, Kind, kind_of
from mtal.models.options import EncoderOptions, ModelOptions, top_layers
from mtal.models.pretrained import check_weights, locate
from mtal.tasks import TaskOptions

WITHOUT_DEFAULTS = ("PreTrainedTokenizerFast", "TokenizersBackend")
"""Classes of tokenizers that have the special tokens that their files name, and no others."""


def check_encoder(
    encoder: EncoderOptions, model: ModelOptions, tasks: Mapping[str, TaskOptions], *, votes: bool = False
) -> None:
    """`UserError` in one line that says what doesn't fit.

    `votes`: whether passes with dropout on are to differ (`strategy.confidence=dropout_agreement`).
    """
    place = locate(encoder)
    if is_folder(place):
        check_folder(Path(place), encoder.name)
    check_weights(encoder)
    config = read_config(encoder)
    if "model_type" not in config:
        return  # transformers may guess it from the name
    kind = kind_of(str(config["model_type"]), encoder.name)
    if fault := config_fault(config, kind) or _tokenizer_fault(encoder, config, kind):
        raise UserError(f"encoder.name={encoder.name}: {fault}")
    if model.name == "cmt" and (layers := config.get("num_hidden_layers")) is not None:
        top_layers(layers, model.top_layers)
    if votes:
        check_dropout(config, kind, model, tasks)
    check_pooler(encoder.name, kind, tasks)


def check_dropout(config: Mapping[str, Any], kind: Kind, model: ModelOptions, tasks: Mapping[str, TaskOptions]) -> None:
    """`UserError` where a task's predictions are the same in every pass, so that they always agree with each other."""
    if model.dropout or any(config.get(key, default) for key, default in kind.dropouts.items()):
        return
    for task, options in tasks.items():
        if not getattr(options, "dropout", 0.0):
            raise UserError(
                f"strategy.confidence=dropout_agreement: nothing is dropped out for {task}, as the encoder has no "
                "dropout of its own; set model.dropout"
            )


def check_pooler(name: str, kind: Kind, tasks: Mapping[str, TaskOptions]) -> None:
    """`UserError` where a task asks for a pooler and encoders of this kind have none."""
    for task, options in tasks.items():
        if getattr(options, "pretrained_pooler", False) and not kind.pooler:
            raise UserError(f"tasks.{task}.pretrained_pooler=True: {name} has no pooler; leave it false")


def read_config(encoder: EncoderOptions) -> dict[str, Any]:
    """`config.json`; `num_hidden_layers` stands there by that name, whatever the kind of encoder calls it.

    Numbers that are none are left out, for transformers to refuse.
    """
    found = small_object(encoder, "config.json", "configuration")
    own = KINDS.get(str(found.get("model_type")), Kind()).layers
    found |= {"num_hidden_layers": found[own]} if own in found else {}
    return {key: value for key, value in found.items() if key not in NUMBERS or isinstance(value, int | None)}


def _tokenizer_fault(encoder: EncoderOptions, config: Mapping[str, Any], kind: Kind) -> str | None:
    path = small_file(encoder, "tokenizer.json")
    if path is None:
        return None
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # a plain one, whatever is amiss
        return f"its tokenizer can't be loaded: {first_line(error)}"
    tokenizer.no_padding()
    said: dict[str, Any] = {}
    for file in ("special_tokens_map.json", "tokenizer_config.json"):
        said |= small_object(encoder, file, "tokenizer")
    lengths = (said.get("model_max_length"), kind.positions(config), inf)
    longest = min(length for length in lengths if length is not None)
    around = tokenizer.num_special_tokens_to_add(False)
    return tokens_fault(_tokens(tokenizer, said), config, kind) or room_fault(longest, around)


def _tokens(tokenizer: Tokenizer, said: Mapping[str, Any]) -> Tokens:
    """What is known of a tokenizer, `said` being what stands beside `tokenizer.json`."""
    named = {name: _content(said.get(f"{name}_token")) for name in ("pad", "unk", "cls", "sep", "mask", "bos", "eos")}
    if tokenizer.padding:
        named["pad"] = named["pad"] or tokenizer.padding["pad_token"]
    added = {token.content for token in tokenizer.get_added_tokens_decoder().values()}
    generic = said.get("tokenizer_class") in WITHOUT_DEFAULTS
    return Tokens(
        numbers=tokenizer.get_vocab(),
        special=added | {token for token in named.values() if token},
        lacking=[name for name in ("pad", "unk") if generic and not named[name]],
        padding=tokenizer.token_to_id(named["pad"]) if named["pad"] else None,
        letter=tokenizer.encode("a", add_special_tokens=False).ids,
    )


def _content(token: Any) -> str | None:
    """The text of a special token, which is written as it is or as an object."""
    return token.get("content") if isinstance(token, dict) else token
