"""Shared and gated encoders against the encoder they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModel

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.models.batches import collate, encode_sentences
from mtal.models.encoders import GatedEncoder
from mtal.models.pretrained import EncoderOptions, load_encoder
from support.recipes import seeded, small_recipe


@pytest.mark.parametrize("encoder", ["bert", "roberta"])
@pytest.mark.parametrize("kind", ["st", "smt", "cmt"])
def test_before_training_every_task_sees_the_pretrained_output(
    kind: str, encoder: str, sentences: list[Sentence], request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(encoder)
    recipe = small_recipe(path, sentences, kind)
    model = seeded(recipe, recipe.groups[0]).eval()
    batch = collate(encode_sentences(sentences, recipe.subwords()), recipe.subwords().padding)
    original = AutoModel.from_pretrained(path).eval()
    expected = original(input_ids=batch.pieces, attention_mask=batch.attention.long()).last_hidden_state
    for hidden in model.encoder(batch.pieces, batch.attention).values():
        torch.testing.assert_close(hidden[batch.attention], expected[batch.attention], atol=1e-5, rtol=1e-4)


def test_the_tops_are_separate_and_the_bottom_is_shared(bert: Path) -> None:
    encoder = GatedEncoder(load_encoder(EncoderOptions(name=str(bert))), ["a", "b"])
    assert (len(encoder.bottom), len(encoder.shared_top)) == (2, 1)
    owners = [encoder.shared_top, encoder.task_tops["a"], encoder.task_tops["b"]]
    addresses = [{p.data_ptr() for p in owner.parameters()} for owner in owners]
    assert not (addresses[0] & addresses[1] or addresses[0] & addresses[2] or addresses[1] & addresses[2])


def test_the_gate_mixes_elementwise(bert: Path) -> None:
    encoder = GatedEncoder(load_encoder(EncoderOptions(name=str(bert))), ["a"])
    shared, own = torch.randn(2, 3, 4, 32).unbind(0)
    weight, bias = encoder.gates["a"].weight, encoder.gates["a"].bias
    gate = torch.sigmoid(torch.cat([shared, own], -1) @ weight.T + bias)
    torch.testing.assert_close(encoder._gated("a", shared, own), gate * shared + (1 - gate) * own)


def test_too_many_top_layers_are_refused(bert: Path) -> None:
    with pytest.raises(UserError, match="the encoder has 3 layers"):
        GatedEncoder(load_encoder(EncoderOptions(name=str(bert))), ["a"], top=4)


def test_a_missing_encoder_is_a_one_line_error() -> None:
    with pytest.raises(UserError) as error:
        load_encoder(EncoderOptions(name="package:no_such_package/model"))
    assert "\n" not in str(error.value)
