"""Ways to spoil an encoder's folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer, models, normalizers
from transformers import PreTrainedTokenizerFast

from support.tiny import wordpiece


def edit(file: Path, **changes: Any) -> None:
    """Change keys of a JSON file; None takes one away."""
    content = json.loads(file.read_text()) | changes
    file.write_text(json.dumps({key: value for key, value in content.items() if value is not None}))


def remove(*names: str) -> Callable[[Path], None]:
    return lambda folder: [(folder / name).unlink() for name in names] and None


def config(**changes: Any) -> Callable[[Path], None]:
    return lambda folder: edit(folder / "config.json", **changes)


def tokenizer(**changes: Any) -> Callable[[Path], None]:
    return lambda folder: edit(folder / "tokenizer_config.json", **changes)


def other_vocabulary(folder: Path) -> None:
    tokenizer = wordpiece()
    tokenizer.add_tokens(["behind", "the", "matrix"])
    tokenizer.save_pretrained(folder)


def without_padding(folder: Path) -> None:
    (folder / "special_tokens_map.json").unlink(missing_ok=True)
    edit(folder / "tokenizer_config.json", pad_token=None)


def without_words(folder: Path) -> None:
    special = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3}
    empty = Tokenizer(models.WordPiece(special, unk_token="[UNK]"))
    names = {"unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=empty, **names).save_pretrained(folder)


def without_letters(folder: Path) -> None:
    tokenizer = wordpiece()
    tokenizer.backend_tokenizer.normalizer = normalizers.Replace("a", "")
    tokenizer.save_pretrained(folder)


def pickled_weights(folder: Path) -> None:
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


def half_an_index(folder: Path) -> None:
    weights = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    index = {"metadata": {}, "weight_map": dict.fromkeys(weights, "model-00001-of-00001.safetensors")}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


def broken(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text("{") and None


def listed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text("[]") and None
