"""Pre-trained encoders: found, checked and loaded."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from transformers import (
    AutoConfig,
    AutoModel,
    AutoTokenizer,
    PretrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)
from transformers.utils.logging import disable_progress_bar

from mtal.errors import UserError
from mtal.models.dropout import use_cheap_dropout

PACKAGE = "package:"
disable_progress_bar()  # a bar for each file of weights hides the ones that count


class EncoderOptions(BaseModel):
    """Which pre-trained encoder (`encoder.…` in `params.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """A Hugging Face name, a local folder, or `package:NAME/FOLDER` for a model inside an installed Python package."""
    revision: str | None = None
    """Commit of the Hugging Face repository."""
    sha256: str | None = None
    """Expected SHA-256 of `model.safetensors` (local folders and packages)."""


def locate(options: EncoderOptions) -> str:
    """The folder or hub name to load from; `UserError` where it isn't there or isn't the file that was expected."""
    name = options.name
    if name.startswith(PACKAGE):
        package, _, folder = name.removeprefix(PACKAGE).partition("/")
        try:
            name = str(resources.files(package) / folder)
        except ModuleNotFoundError:
            raise UserError(f"encoder.name={options.name}: the package {package} isn't installed") from None
    if options.sha256:
        weights = Path(name) / "model.safetensors"
        if not weights.is_file():
            raise UserError(f"encoder.name={options.name}: no model.safetensors there to compare encoder.sha256 with")
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != options.sha256:
            raise UserError(f"encoder.name={options.name}: model.safetensors has SHA-256 {found}, not encoder.sha256")
    return name


def load_tokenizer(options: EncoderOptions) -> PreTrainedTokenizerFast:
    """The encoder's tokenizer, with a leading space before each word where the tokenizer makes that difference."""
    tokenizer = _load(AutoTokenizer, options, add_prefix_space=True)
    if not tokenizer.is_fast:
        raise UserError(f"encoder.name={options.name}: it has no fast tokenizer")
    return tokenizer


def load_encoder(options: EncoderOptions) -> PreTrainedModel:
    """The encoder with its pre-trained weights, in float32."""
    return use_cheap_dropout(_load(AutoModel, options, dtype="float32"))


def load_config(options: EncoderOptions) -> PretrainedConfig:
    """The encoder's own configuration."""
    return _load(AutoConfig, options)


def empty_encoder(config: PretrainedConfig) -> PreTrainedModel:
    """An encoder of that shape whose weights are about to be loaded."""
    return use_cheap_dropout(AutoModel.from_config(config))


def _load(kind: Any, options: EncoderOptions, **arguments: Any) -> Any:
    try:
        return kind.from_pretrained(locate(options), revision=options.revision, **arguments)
    except (OSError, ValueError) as error:
        if isinstance(error, UserError):
            raise
        first_line = str(error).strip().partition("\n")[0]
        raise UserError(f"encoder.name={options.name} can't be loaded: {first_line}") from None
