"""A folder that is to be an encoder: has it all that one is made of?"""

from __future__ import annotations

import json
from pathlib import Path

from mtal.errors import UserError

WEIGHTS, INDEX = "model.safetensors", "model.safetensors.index.json"
VOCABULARIES = ("tokenizer.json", "vocab.txt", "vocab.json", "*.model")
"""What tokenizers are read from, each of which will do."""


def is_folder(name: str) -> bool:
    """Whether a name means a folder, there or not, rather than a repository of Hugging Face."""
    return Path(name).is_dir() or name.startswith(("/", "./", "../", "~"))


def check_folder(folder: Path, name: str) -> None:
    """`UserError` where `folder` (which the user calls `name`) lacks configuration, weights or tokenizer."""
    if not folder.is_dir():
        raise UserError(f"encoder.name={name}: no such folder")
    for lacking in (_configuration(folder), _weights(folder), _tokenizer(folder)):
        if lacking:
            raise UserError(f"encoder.name={name}: {lacking}")


def _configuration(folder: Path) -> str | None:
    if not (folder / "config.json").is_file():
        return "no config.json there; give the folder that save_pretrained wrote model and tokenizer to"
    return None


def _weights(folder: Path) -> str | None:
    if (folder / WEIGHTS).is_file():
        return None
    if (folder / INDEX).is_file():
        return _shards(folder)
    if any(folder.glob("pytorch_model*.bin")):
        return (
            f"its weights are pytorch_model.bin, not {WEIGHTS}; convert them once: "
            f"python -c \"from transformers import AutoModel; AutoModel.from_pretrained('{folder}')"
            f".save_pretrained('{folder}')\""
        )
    return f"no {WEIGHTS} there"


def _shards(folder: Path) -> str | None:
    try:
        names = sorted(set(json.loads((folder / INDEX).read_text(encoding="utf-8"))["weight_map"].values()))
    except (ValueError, KeyError, AttributeError, TypeError):
        return f"{INDEX} isn't an index of weights"
    missing = [name for name in names if not (folder / name).is_file()]
    return f"no {missing[0]} there, which {INDEX} names" if missing else None


def _tokenizer(folder: Path) -> str | None:
    if not any(any(folder.glob(pattern)) for pattern in VOCABULARIES):
        return "no tokenizer there (tokenizer.json); save it with the model: tokenizer.save_pretrained(…)"
    if not (folder / "tokenizer.json").is_file() and (folder / "vocab.json").is_file():
        return None if (folder / "merges.txt").is_file() else "vocab.json there without merges.txt, half a tokenizer"
    return None
