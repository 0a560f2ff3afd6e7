"""The small files of an encoder (configuration, tokenizer), wherever it is: folder, package or hub."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mtal.errors import UserError, first_line
from mtal.models.folders import is_folder
from mtal.models.options import EncoderOptions
from mtal.models.pretrained import locate


def small_file(encoder: EncoderOptions, file: str) -> Path | None:
    """One of the encoder's files, brought from the hub where it isn't in a folder; None where there is none."""
    place = locate(encoder)
    if is_folder(place):
        return path if (path := Path(place) / file).is_file() else None
    return _from_hub(encoder, file)


def small_object(encoder: EncoderOptions, file: str, what: str) -> dict[str, Any]:
    """The JSON object in one of the encoder's files, empty where there is no such file; `UserError` where it isn't one.

    `what`: what the file tells of, for the message.
    """
    path = small_file(encoder, file)
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path else {}
    except (OSError, ValueError) as error:
        raise UserError(f"encoder.name={encoder.name}: its {what} can't be loaded: {file}: {error}") from None
    if not isinstance(found, dict):
        raise UserError(f"encoder.name={encoder.name}: its {what} can't be loaded: {file} holds no object")
    return found


def _from_hub(encoder: EncoderOptions, file: str) -> Path | None:
    from huggingface_hub import hf_hub_download, logging

    logging.set_verbosity_error()  # without a network: a warning for each of its six attempts
    try:
        return Path(hf_hub_download(encoder.name, file, revision=encoder.revision))
    except Exception as error:  # no such repository, no network, no cache, no right: each in its own way
        if file == "config.json":
            reason = f"its configuration can't be loaded: {first_line(error)}"
            raise UserError(f"encoder.name={encoder.name}: {reason}") from None
        return None
