"""What only transformers can tell of an encoder."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from mtal.config.encoder import check_encoder
from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.models.checks import check_built
from mtal.models.options import EncoderOptions, ModelOptions
from support.batches import one_batch
from support.recipes import small_recipe
from support.spoiling import config, tokenizer
from support.tiny import FAMILIES as SHAPES
from support.tiny import tiny_encoder

CMT = ModelOptions(name="cmt")
FAULTS: list[tuple[Callable[[Path], Any], str]] = [
    (tokenizer(tokenizer_class="CanineTokenizer"), "it has no fast tokenizer"),
    (config(num_attention_heads=5), "config.json describes no encoder"),
    (config(num_hidden_layers="three"), "its configuration can't be loaded: "),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS, ids=[message[:40] for _, message in FAULTS])
def test_what_the_door_lets_through_is_refused_in_one_line(
    spoil: Callable[[Path], Any], message: str, tmp_path: Path
) -> None:
    options = EncoderOptions(name=str(tiny_encoder(tmp_path, "bert")))
    check_built(options, CMT)
    spoil(tmp_path)
    check_encoder(options, CMT, {})
    with pytest.raises(UserError, match=re.escape(message)) as error:
        check_built(options, CMT)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("encoder.name=")


@pytest.mark.parametrize("name", SHAPES)
def test_every_family_passes(name: str, tmp_path: Path) -> None:
    check_built(EncoderOptions(name=str(tiny_encoder(tmp_path, name))), CMT)


def test_more_top_layers_than_there_are_layers_are_refused(bert: Path) -> None:
    with pytest.raises(UserError, match=r"model\.top_layers=9: the encoder has 3 layers"):
        check_built(EncoderOptions(name=str(bert)), ModelOptions(name="cmt", top_layers=9))


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
