"""Encoders loaded with all their weights, in float32, or refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModel, BertModel

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.models import loading
from mtal.models.loading import load_encoder
from mtal.models.options import EncoderOptions
from mtal.models.storage import save_weights
from support.recipes import small_recipe
from support.spoiling import edit
from support.tiny import tiny_encoder


def test_weights_of_another_shape_are_not_replaced_by_random_ones(tmp_path: Path) -> None:
    edit(tiny_encoder(tmp_path, "bert") / "config.json", intermediate_size=48)
    with pytest.raises(UserError, match=r"don't fit config\.json: 9 are .*, encoder\.layer\.0\.interm.* among"):
        load_encoder(EncoderOptions(name=str(tmp_path)))


def test_nothing_is_loaded_that_the_weights_do_not_have(tmp_path: Path) -> None:
    tiny_encoder(tmp_path, "bert")
    weights = load_file(tmp_path / "model.safetensors")
    kept = {name: tensor for name, tensor in weights.items() if not name.startswith("pooler.")}
    save_file(kept, tmp_path / "model.safetensors", metadata={"format": "pt"})
    load_encoder(EncoderOptions(name=str(tmp_path)))  # nobody reads the pooler
    renamed = {f"other.{name}": tensor for name, tensor in weights.items()}
    save_file(renamed, tmp_path / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(UserError, match=r"53 are missing or .*, embeddings\.LayerNorm\.bias among them") as error:
        load_encoder(EncoderOptions(name=str(tmp_path)))
    assert "\n" not in str(error.value)


def test_weights_beyond_half_precision_are_refused(tmp_path: Path) -> None:
    weights = {"fine": torch.ones(2), "large": torch.tensor([1.0, 1e6])}
    with pytest.raises(UserError, match=r"float16: large .* aren't finite; set training\.precision=float32"):
        save_weights(tmp_path, ["ner"], weights, "float16")
    with pytest.raises(UserError, match=r"float32: large .*; lower training\.encoder_lr and training\.head_lr"):
        save_weights(tmp_path, ["ner"], weights | {"large": torch.tensor([torch.nan])}, "float32")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("stored", ["float16", "bfloat16"])
def test_weights_stored_in_half_precision_are_used_in_float32(
    stored: str, sentences: list[Sentence], tmp_path: Path
) -> None:
    tiny_encoder(tmp_path, "bert")
    AutoModel.from_pretrained(tmp_path).to(getattr(torch, stored)).save_pretrained(tmp_path)
    recipe = small_recipe(tmp_path, sentences)
    fresh = recipe.fresh_model(["dp", "ner"])
    save_weights(tmp_path, ["dp", "ner"], fresh.state_dict(), "float32")
    for model in (fresh, recipe.trained_model(tmp_path, ["dp", "ner"])):
        assert {parameter.dtype for parameter in model.parameters()} == {torch.float32}


def test_the_package_that_reads_a_tokenizer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError("`tiktoken` is required to read a `tiktoken` file. Install it with `pip install tiktoken`.")

    monkeypatch.setattr(loading.AutoTokenizer, "from_pretrained", fail)
    monkeypatch.setattr(loading, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"its tokenizer can't be loaded: .*: pip install sentencepiece protobuf"):
        loading.load_tokenizer(EncoderOptions(name="microsoft/deberta-v3-base"))


def test_a_pooler_without_weights_is_left_out(bert: Path, tmp_path: Path) -> None:
    shutil.copytree(bert, tmp_path / "bare")
    BertModel.from_pretrained(bert, add_pooling_layer=False).save_pretrained(tmp_path / "bare")
    assert load_encoder(EncoderOptions(name=str(bert))).pooler is not None
    assert load_encoder(EncoderOptions(name=str(tmp_path / "bare"))).pooler is None
