"""Encoders that don't fit are refused at the door, in one line, from configuration and tokenizer alone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from huggingface_hub import constants
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, normalizers
from transformers import CONFIG_MAPPING, AutoModel, BertModel, PreTrainedTokenizerFast

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.models import pretrained
from mtal.models.checks import check_dropout, check_encoder, check_pooler
from mtal.models.multitask import ModelOptions
from mtal.models.pretrained import EncoderOptions, load_encoder
from mtal.models.storage import save_weights
from mtal.tasks import TASKS, task_options
from mtal.tasks.id import IntentOptions
from support.batches import one_batch
from support.recipes import small_recipe
from support.tiny import FAMILIES as SHAPES
from support.tiny import tiny_encoder, wordpiece

CMT = ModelOptions(name="cmt")


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


FAULTS: list[tuple[Callable[[Path], Any], str]] = [
    (remove("config.json"), "no config.json there"),
    (remove("model.safetensors"), "no model.safetensors there"),
    (pickled_weights, "its weights are pytorch_model.bin, not model.safetensors; convert them once: python -c"),
    (half_an_index, "no model-00001-of-00001.safetensors there, which model.safetensors.index.json names"),
    (remove("tokenizer.json", "tokenizer_config.json"), "no tokenizer there (tokenizer.json)"),
    (remove("tokenizer.json"), "no tokenizer there (tokenizer.json)"),
    (broken("config.json"), "its configuration can't be loaded"),
    (broken("tokenizer.json"), "its tokenizer can't be loaded"),
    (without_words, "its tokenizer knows special tokens and no words"),
    (without_letters, "its tokenizer makes nothing of the letter a"),
    (other_vocabulary, "its tokenizer knows matrix as number 210, the encoder has vectors for 209 subwords"),
    (tokenizer(tokenizer_class="CanineTokenizer"), "it has no fast tokenizer"),
    (config(vocab_size=100), "the encoder has vectors for 100 subwords"),
    (without_padding, "its tokenizer has no pad_token; name one in tokenizer_config.json"),
    (tokenizer(unk_token=None), "its tokenizer has no unk_token; name one in tokenizer_config.json"),
    (tokenizer(model_max_length=2), "its longest input (2 subwords) has no room for a word"),
    (config(max_position_embeddings=1), "its longest input (1 subwords) has no room for a word"),
    (
        config(model_type="esm"),
        "esm can't be shared and split here; choose an encoder whose model_type is one of",
    ),
    (config(model_type="no-such-type"), "its configuration can't be loaded: "),
    (config(is_decoder=True), "config.json says is_decoder: a decoder sees no word that follows"),
    (config(position_embedding_type="relative_key"), "config.json says position_embedding_type: relative_key"),
    (config(auto_map={"AutoModel": "own--code.Own"}), "config.json says auto_map"),
    (config(num_hidden_layers=0), "config.json says that it has no layers"),
    (config(num_attention_heads=5), "config.json describes no encoder"),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS, ids=[message[:40] for _, message in FAULTS])
def test_an_encoder_that_does_not_fit_is_refused(spoil: Callable[[Path], Any], message: str, tmp_path: Path) -> None:
    options = EncoderOptions(name=str(tiny_encoder(tmp_path, "bert")))
    check_encoder(options, CMT)
    spoil(tmp_path)
    with pytest.raises(UserError, match=re.escape(message)) as error:
        check_encoder(options, CMT)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("encoder.name=")


@pytest.mark.parametrize("name", SHAPES)
def test_every_family_passes(name: str, tmp_path: Path) -> None:
    check_encoder(EncoderOptions(name=str(tiny_encoder(tmp_path, name))), CMT)


@pytest.mark.parametrize("model_type", ["roberta-prelayernorm", "big_bird", "xlm-roberta-xl", "convbert", "t5", "gpt2"])
def test_families_that_are_not_in_the_table_are_refused(model_type: str, tmp_path: Path) -> None:
    tiny_encoder(tmp_path, "bert")
    CONFIG_MAPPING[model_type]().save_pretrained(tmp_path)
    with pytest.raises(UserError, match=f"{model_type} can't be shared and split here; choose .* albert, bert"):
        check_encoder(EncoderOptions(name=str(tmp_path)), CMT)


def test_converted_weights_are_taken(tmp_path: Path) -> None:
    tiny_encoder(tmp_path, "bert")
    pickled_weights(tmp_path)
    AutoModel.from_pretrained(tmp_path).save_pretrained(tmp_path)  # what the message says
    check_encoder(EncoderOptions(name=str(tmp_path)), CMT)


@pytest.mark.parametrize(
    "name", [name for name, (model_type, _) in SHAPES.items() if model_type in "roberta mpnet".split()]
)
def test_padding_by_which_positions_are_counted_must_be_the_encoders(name: str, tmp_path: Path) -> None:
    tiny_encoder(tmp_path, name)
    wordpiece(padding=0).save_pretrained(tmp_path)
    with pytest.raises(UserError, match="its tokenizer pads with number 0, the encoder counts positions by 1"):
        check_encoder(EncoderOptions(name=str(tmp_path)), CMT)


@pytest.mark.parametrize("name", ["bert", "distilbert", "albert in groups"])
def test_more_top_layers_than_there_are_layers_are_refused(name: str, tmp_path: Path) -> None:
    options = EncoderOptions(name=str(tiny_encoder(tmp_path, name)))
    check_encoder(options, ModelOptions(name="cmt", top_layers=3))
    with pytest.raises(UserError, match=r"model\.top_layers=9: the encoder has 3 layers"):
        check_encoder(options, ModelOptions(name="cmt", top_layers=9))


@torch.inference_mode()
@pytest.mark.parametrize("name", SHAPES)
def test_a_sentence_of_a_thousand_words_is_read_without_a_longest_input(name: str, tmp_path: Path) -> None:
    recipe = small_recipe(tiny_encoder(tmp_path, name), [Sentence("s", "own", ["cat"], {"ner": ["O"]})], "st", ["ner"])
    subwords = recipe.subwords()
    padding = {"camembert": 2, "mpnet": 2, "roberta": 2, "xlm-roberta": 2}.get(name, 0)
    assert subwords.longest == 64 - padding
    batch = one_batch([Sentence("s", "own", ["cat", "Oslo"] * 500)], subwords)
    assert batch.pieces.shape[1] == subwords.longest
    pieces = batch.pieces[:1]
    assert recipe.fresh_model(["ner"]).eval().encoder(pieces, pieces >= 0)["ner"].isfinite().all()


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


def test_a_hub_name_without_a_network_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(UserError, match=r"encoder\.name=no-such/encoder: its configuration can't be loaded: ") as error:
        check_encoder(EncoderOptions(name="no-such/encoder"), CMT)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["/no/such/folder", "./no-such-folder", "../no-such-folder", "~/no-such-folder"])
def test_a_folder_that_is_not_there_is_no_hub_name(name: str) -> None:
    with pytest.raises(UserError, match=re.escape(f"encoder.name={name}: no such folder")):
        check_encoder(EncoderOptions(name=name), CMT)


def test_a_checksum_belongs_to_the_name_it_was_taken_of(bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(bert)
    check_encoder(EncoderOptions(name=name), CMT)
    monkeypatch.setitem(pretrained.CHECKSUMS, name, "0" * 64)
    with pytest.raises(UserError, match="has SHA-256"):
        check_encoder(EncoderOptions(name=name), CMT)
    found = pretrained.checksum(bert / "model.safetensors")
    check_encoder(EncoderOptions(name=name, sha256=found), CMT)  # the user's word goes before the table's


def test_the_package_that_reads_a_tokenizer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError("`tiktoken` is required to read a `tiktoken` file. Install it with `pip install tiktoken`.")

    monkeypatch.setattr(pretrained.AutoTokenizer, "from_pretrained", fail)
    monkeypatch.setattr(pretrained, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"its tokenizer can't be loaded: .*: pip install sentencepiece protobuf"):
        pretrained.load_tokenizer(EncoderOptions(name="microsoft/deberta-v3-base"))


def test_dropout_agreement_needs_dropout_for_every_task(tmp_path: Path) -> None:
    off = {"attention_dropout": 0.0, "dropout": 0.0}
    without = EncoderOptions(name=str(tiny_encoder(tmp_path / "without", "distilbert", **off)))
    inside = EncoderOptions(name=str(tiny_encoder(tmp_path / "with", "distilbert", **off | {"attention_dropout": 0.1})))
    plain, dropping = ModelOptions(name="cmt", dropout=0.0), ModelOptions(name="cmt", dropout=0.1)
    tasks = {"id": TASKS["id"].Options(dropout=0.1), "ner": TASKS["ner"].Options()}
    check_dropout(without, dropping, tasks)
    check_dropout(inside, plain, tasks)
    check_dropout(without, plain, task_options({"id": {"dropout": 0.1}}))
    with pytest.raises(UserError, match=r"dropout_agreement: nothing is dropped out for ner.*; set model\.dropout"):
        check_dropout(without, plain, tasks)


def test_a_pooler_that_encoders_of_the_kind_lack_is_refused(bert: Path, tmp_path: Path) -> None:
    wanted = {"id": IntentOptions(pretrained_pooler=True)}
    electra = EncoderOptions(name=str(tiny_encoder(tmp_path, "electra")))
    check_pooler(EncoderOptions(name=str(bert)), wanted)
    check_pooler(electra, {"id": IntentOptions()})
    with pytest.raises(UserError, match=r"^tasks\.id\.pretrained_pooler=True: .* has no pooler; leave it false$"):
        check_pooler(electra, wanted)


def test_a_pooler_without_weights_is_left_out(bert: Path, tmp_path: Path) -> None:
    shutil.copytree(bert, tmp_path / "bare")
    BertModel.from_pretrained(bert, add_pooling_layer=False).save_pretrained(tmp_path / "bare")
    assert load_encoder(EncoderOptions(name=str(bert))).pooler is not None
    assert load_encoder(EncoderOptions(name=str(tmp_path / "bare"))).pooler is None
