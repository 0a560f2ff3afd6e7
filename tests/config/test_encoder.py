"""Encoders that don't fit are refused at the door, in one line, from their small files alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import constants
from transformers import CONFIG_MAPPING, AutoModel

from mtal.config.encoder import check_encoder
from mtal.errors import UserError
from mtal.models import pretrained
from mtal.models.checks import check_built
from mtal.models.options import EncoderOptions, ModelOptions
from mtal.tasks import TASKS, task_options
from mtal.tasks.id import IntentOptions
from support.spoiling import (
    broken,
    config,
    half_an_index,
    listed,
    other_vocabulary,
    pickled_weights,
    remove,
    tokenizer,
    without_letters,
    without_padding,
    without_words,
)
from support.tiny import FAMILIES as SHAPES
from support.tiny import tiny_encoder, wordpiece

CMT = ModelOptions(name="cmt")


FAULTS: list[tuple[Callable[[Path], Any], str]] = [
    (remove("config.json"), "no config.json there"),
    (remove("model.safetensors"), "no model.safetensors there"),
    (pickled_weights, "its weights are pytorch_model.bin, not model.safetensors; convert them once: python -c"),
    (half_an_index, "no model-00001-of-00001.safetensors there, which model.safetensors.index.json names"),
    (remove("tokenizer.json", "tokenizer_config.json"), "no tokenizer there (tokenizer.json)"),
    (remove("tokenizer.json"), "no tokenizer there (tokenizer.json)"),
    (broken("config.json"), "its configuration can't be loaded"),
    (broken("tokenizer.json"), "its tokenizer can't be loaded"),
    (broken("tokenizer_config.json"), "its tokenizer can't be loaded: tokenizer_config.json: "),
    (listed("config.json"), "its configuration can't be loaded: config.json holds no object"),
    (without_words, "its tokenizer knows special tokens and no words"),
    (without_letters, "its tokenizer makes nothing of the letter a"),
    (other_vocabulary, "its tokenizer knows matrix as number 210, the encoder has vectors for 209 subwords"),
    (config(vocab_size=100), "the encoder has vectors for 100 subwords"),
    (without_padding, "its tokenizer has no pad_token; name one in tokenizer_config.json"),
    (tokenizer(unk_token=None), "its tokenizer has no unk_token; name one in tokenizer_config.json"),
    (tokenizer(model_max_length=2), "its longest input (2 subwords) has no room for a word"),
    (config(max_position_embeddings=1), "its longest input (1 subwords) has no room for a word"),
    (
        config(model_type="esm"),
        "esm can't be shared and split here; choose an encoder whose model_type is one of",
    ),
    (config(model_type="no-such-type"), "no-such-type can't be shared and split here"),
    (config(is_decoder=True), "config.json says is_decoder: a decoder sees no word that follows"),
    (config(position_embedding_type="relative_key"), "config.json says position_embedding_type: relative_key"),
    (config(auto_map={"AutoModel": "own--code.Own"}), "config.json says auto_map"),
    (config(num_hidden_layers=0), "config.json says that it has no layers"),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS, ids=[message[:40] for _, message in FAULTS])
def test_an_encoder_that_does_not_fit_is_refused(spoil: Callable[[Path], Any], message: str, tmp_path: Path) -> None:
    options = EncoderOptions(name=str(tiny_encoder(tmp_path, "bert")))
    check_encoder(options, CMT, {})
    spoil(tmp_path)
    with pytest.raises(UserError, match=re.escape(message)) as error:
        check_encoder(options, CMT, {})
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("encoder.name=")


@pytest.mark.parametrize(
    "spoil", [spoil for spoil, message in FAULTS if "safetensors" not in message], ids=lambda spoil: spoil.__name__
)
def test_nothing_is_refused_that_could_be_used(spoil: Callable[[Path], Any], tmp_path: Path) -> None:
    """What the door finds in the files, transformers finds in what it makes of them."""
    options = EncoderOptions(name=str(tiny_encoder(tmp_path, "bert")))
    spoil(tmp_path)
    with pytest.raises(UserError):
        check_built(options, CMT)


@pytest.mark.parametrize(
    "changes",
    [{"num_hidden_layers": "three"}, {"vocab_size": None}, {"pad_token_id": None}, {"model_type": None}],
    ids=str,
)
def test_what_the_files_do_not_say_is_left_to_transformers(changes: dict[str, Any], tmp_path: Path) -> None:
    options = EncoderOptions(name=str(tiny_encoder(tmp_path, "bert")))
    config(**changes)(tmp_path)
    check_encoder(options, CMT, {})


def test_a_tokenizer_of_another_class_may_have_its_own_special_tokens(tmp_path: Path) -> None:
    options = EncoderOptions(name=str(tiny_encoder(tmp_path, "bert")))
    tokenizer(tokenizer_class="BertTokenizer", pad_token=None, unk_token=None)(tmp_path)
    config(vocab_size=210)(tmp_path)  # BERT's has a token for masks, which the tiny one hasn't
    check_encoder(options, CMT, {})
    check_built(options, CMT)


@pytest.mark.parametrize("name", SHAPES)
def test_every_family_passes(name: str, tmp_path: Path) -> None:
    check_encoder(EncoderOptions(name=str(tiny_encoder(tmp_path, name))), CMT, {})


@pytest.mark.parametrize("model_type", ["roberta-prelayernorm", "big_bird", "xlm-roberta-xl", "convbert", "t5", "gpt2"])
def test_families_that_are_not_in_the_table_are_refused(model_type: str, tmp_path: Path) -> None:
    tiny_encoder(tmp_path, "bert")
    CONFIG_MAPPING[model_type]().save_pretrained(tmp_path)
    with pytest.raises(UserError, match=f"{model_type} can't be shared and split here; choose .* albert, bert"):
        check_encoder(EncoderOptions(name=str(tmp_path)), CMT, {})


def test_converted_weights_are_taken(tmp_path: Path) -> None:
    tiny_encoder(tmp_path, "bert")
    pickled_weights(tmp_path)
    AutoModel.from_pretrained(tmp_path).save_pretrained(tmp_path)  # what the message says
    check_encoder(EncoderOptions(name=str(tmp_path)), CMT, {})


@pytest.mark.parametrize(
    "name", [name for name, (model_type, _) in SHAPES.items() if model_type in "roberta mpnet".split()]
)
def test_padding_by_which_positions_are_counted_must_be_the_encoders(name: str, tmp_path: Path) -> None:
    tiny_encoder(tmp_path, name)
    wordpiece(padding=0).save_pretrained(tmp_path)
    with pytest.raises(UserError, match="its tokenizer pads with number 0, the encoder counts positions by 1"):
        check_encoder(EncoderOptions(name=str(tmp_path)), CMT, {})


@pytest.mark.parametrize("name", ["bert", "distilbert", "albert in groups"])
def test_more_top_layers_than_there_are_layers_are_refused(name: str, tmp_path: Path) -> None:
    options = EncoderOptions(name=str(tiny_encoder(tmp_path, name)))
    check_encoder(options, ModelOptions(name="cmt", top_layers=3), {})
    with pytest.raises(UserError, match=r"model\.top_layers=9: the encoder has 3 layers"):
        check_encoder(options, ModelOptions(name="cmt", top_layers=9), {})


def test_a_hub_name_without_a_network_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(UserError, match=r"encoder\.name=no-such/encoder: its configuration can't be loaded: ") as error:
        check_encoder(EncoderOptions(name="no-such/encoder"), CMT, {})
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["/no/such/folder", "./no-such-folder", "../no-such-folder", "~/no-such-folder"])
def test_a_folder_that_is_not_there_is_no_hub_name(name: str) -> None:
    with pytest.raises(UserError, match=re.escape(f"encoder.name={name}: no such folder")):
        check_encoder(EncoderOptions(name=name), CMT, {})


def test_a_checksum_belongs_to_the_name_it_was_taken_of(bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(bert)
    check_encoder(EncoderOptions(name=name), CMT, {})
    monkeypatch.setitem(pretrained.CHECKSUMS, name, "0" * 64)
    with pytest.raises(UserError, match="has SHA-256"):
        check_encoder(EncoderOptions(name=name), CMT, {})
    found = pretrained.checksum(bert / "model.safetensors")
    check_encoder(EncoderOptions(name=name, sha256=found), CMT, {})  # the user's word goes before the table's


def test_dropout_agreement_needs_dropout_for_every_task(tmp_path: Path) -> None:
    off = {"attention_dropout": 0.0, "dropout": 0.0}
    without = EncoderOptions(name=str(tiny_encoder(tmp_path / "without", "distilbert", **off)))
    inside = EncoderOptions(name=str(tiny_encoder(tmp_path / "with", "distilbert", **off | {"attention_dropout": 0.1})))
    plain, dropping = ModelOptions(name="cmt", dropout=0.0), ModelOptions(name="cmt", dropout=0.1)
    tasks = {"id": TASKS["id"].Options(dropout=0.1), "ner": TASKS["ner"].Options()}
    check_encoder(without, dropping, tasks, votes=True)
    check_encoder(inside, plain, tasks, votes=True)
    check_encoder(without, plain, task_options({"id": {"dropout": 0.1}}), votes=True)
    check_encoder(without, plain, tasks)
    with pytest.raises(UserError, match=r"dropout_agreement: nothing is dropped out for ner.*; set model\.dropout"):
        check_encoder(without, plain, tasks, votes=True)


def test_a_pooler_that_encoders_of_the_kind_lack_is_refused(bert: Path, tmp_path: Path) -> None:
    wanted = {"id": IntentOptions(pretrained_pooler=True)}
    electra = EncoderOptions(name=str(tiny_encoder(tmp_path, "electra")))
    check_encoder(EncoderOptions(name=str(bert)), CMT, wanted)
    check_encoder(electra, CMT, {"id": IntentOptions()})
    with pytest.raises(UserError, match=r"^tasks\.id\.pretrained_pooler=True: .* has no pooler; leave it false$"):
        check_encoder(electra, CMT, wanted)
