"""Pre-trained encoders, loaded by transformers."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import huggingface_hub
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForMaskedLM,
    AutoTokenizer,
    PretrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)
from transformers.utils.logging import disable_progress_bar, set_verbosity_error

from mtal.errors import UserError, first_line
from mtal.models.attention import use_cheap_dropout
from mtal.models.families import family_of
from mtal.models.options import EncoderOptions
from mtal.models.pretrained import check_weights, locate

disable_progress_bar()  # a bar for each file of weights hides the ones that count
set_verbosity_error()  # tables of what it made of the weights: what is amiss is said here, in one line
huggingface_hub.logging.set_verbosity_error()  # without a network: a warning for each of its six attempts


def load_tokenizer(options: EncoderOptions) -> PreTrainedTokenizerFast:
    """The encoder's tokenizer, with a leading space before each word where the tokenizer makes that difference."""
    return _load(AutoTokenizer, "tokenizer", options, add_prefix_space=True)


def load_config(options: EncoderOptions) -> PretrainedConfig:
    """The encoder's own configuration; `UserError` where its family isn't known here."""
    config = _load(AutoConfig, "configuration", options)
    family_of(config)
    return config


def load_encoder(options: EncoderOptions) -> PreTrainedModel:
    """The encoder with its pre-trained weights, in float32; `UserError` where some are missing or of another shape.

    A pooler that has no weights there is left out.
    """
    load_config(options)
    check_weights(options)
    arguments = {"dtype": "float32", "ignore_mismatched_sizes": True, "output_loading_info": True}
    encoder, report = _load(AutoModel, "model", options, **arguments)
    random = [*report["missing_keys"], *(name for name, *_ in report["mismatched_keys"])]
    if unfit := sorted(name for name in random if not name.startswith("pooler.")):
        raise UserError(
            f"encoder.name={options.name}: the weights there don't fit config.json: {len(unfit)} are missing or have "
            f"another shape, {unfit[0]} among them"
        )
    if any(name.startswith("pooler.") for name in random):
        encoder.pooler = None
    return use_cheap_dropout(encoder)


def load_guesser(options: EncoderOptions) -> PreTrainedModel:
    """The encoder, in float32, with the head that guesses masked words.

    A head that has no weights there gets random values from torch's generator, but for its last map, which is that of
    the subwords' vectors.
    """
    return use_cheap_dropout(_load(AutoModelForMaskedLM, "model", options, dtype="float32"))


def empty_encoder(config: PretrainedConfig) -> PreTrainedModel:
    """An encoder of that shape in float32, whose weights are about to be loaded."""
    return use_cheap_dropout(AutoModel.from_config(config, dtype="float32"))


def _load(kind: Any, what: str, options: EncoderOptions, **arguments: Any) -> Any:
    place = locate(options)
    try:
        return kind.from_pretrained(place, revision=options.revision, trust_remote_code=False, **arguments)
    except Exception as error:  # unreadable files raise whatever it may be, tokenizers a plain Exception
        raise UserError(f"encoder.name={options.name}: its {what} can't be loaded: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    if "tiktoken" in str(error) and find_spec("sentencepiece") is None:
        return (
            "it is a SentencePiece file, which is read by a package that is missing: pip install sentencepiece protobuf"
        )
    return first_line(error)
