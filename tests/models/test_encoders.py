"""Shared and gated encoders against the encoder they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModel

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.models.encoders import GatedEncoder, SharedEncoder
from mtal.models.loading import load_encoder
from mtal.models.options import EncoderOptions
from support.batches import one_batch
from support.recipes import seeded, small_recipe


@pytest.mark.parametrize("encoder", ["bert", "roberta"])
@pytest.mark.parametrize("kind", ["st", "smt", "cmt"])
def test_before_training_every_task_sees_the_pretrained_output(
    kind: str, encoder: str, sentences: list[Sentence], request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(encoder)
    recipe = small_recipe(path, sentences, kind)
    model = seeded(recipe, recipe.groups[0]).eval()
    batch = one_batch(sentences, recipe.subwords())
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


@pytest.mark.parametrize("kind", ["smt", "cmt"])
def test_switches_that_are_off_leave_no_trace(kind: str, bert: Path, sentences: list[Sentence]) -> None:
    plain = seeded(small_recipe(bert, sentences, kind), ["dp", "ner"]).state_dict()
    switches = {"scalar_mix": True} | ({"pre_gate_linear": True} if kind == "cmt" else {})
    mixed = seeded(small_recipe(bert, sentences, kind, **switches), ["dp", "ner"]).state_dict()
    new = [name for name in mixed if name not in plain]
    assert not [name for name in plain if ".mixes." in name or ".sides." in name] and set(plain) < set(mixed)
    assert len(new) == 2 * 2 * len(switches) + 2 * 2 * (kind == "cmt")
    for name in (name for name in plain if name.startswith("encoder.")):
        assert torch.equal(plain[name], mixed[name])  # encoder and gates start as they do without


@pytest.mark.parametrize("kind", ["st", "smt", "cmt"])
def test_a_scalar_mix_is_the_mean_of_all_layers_before_training(
    kind: str, bert: Path, sentences: list[Sentence]
) -> None:
    recipe = small_recipe(bert, sentences, kind, scalar_mix=True)
    model = seeded(recipe, recipe.groups[0]).eval()
    batch = one_batch(sentences, recipe.subwords())
    arguments = {"input_ids": batch.pieces, "attention_mask": batch.attention.long(), "output_hidden_states": True}
    layers = AutoModel.from_pretrained(bert).eval()(**arguments).hidden_states
    mean = torch.stack(layers).mean(0)[batch.attention]
    for task, hidden in model.encoder(batch.pieces, batch.attention).items():
        found, expected = hidden[batch.attention], mean
        if kind == "cmt":  # the mix is the shared side
            expected = model.encoder._gated(task, mean, layers[-1][batch.attention])
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)


def test_a_scalar_mix_is_weighted_by_task(bert: Path) -> None:
    encoder = SharedEncoder(load_encoder(EncoderOptions(name=str(bert))).eval(), ["a", "b"], scalar_mix=True).eval()
    pieces, attention = torch.randint(4, 100, (2, 5)), torch.ones(2, 5, dtype=torch.bool)
    with torch.no_grad():
        encoder.mixes["a"].weights[-1] = 50.0
        encoder.mixes["a"].scale.fill_(2.0)
    found = encoder(pieces, attention)
    last = encoder.layers(*encoder.shell(pieces, attention))
    torch.testing.assert_close(found["a"], 2 * last)
    assert (found["b"] - last).abs().max() > 0.01
    assert len(encoder.new_parameters) == 4


def test_both_sides_of_a_gate_pass_through_their_maps(bert: Path) -> None:
    encoder = GatedEncoder(load_encoder(EncoderOptions(name=str(bert))), ["a"], pre_gate_linear=True)
    shared, own = torch.randn(2, 3, 4, 32).unbind(0)
    sides, encoder.sides = encoder.sides["a"], None
    expected = encoder._gated("a", sides.shared(shared), sides.own(own))
    encoder.sides = torch.nn.ModuleDict({"a": sides})
    torch.testing.assert_close(encoder._gated("a", shared, own), expected)
    assert len(encoder.new_parameters) == 2 + 4


def test_too_many_top_layers_are_refused(bert: Path) -> None:
    with pytest.raises(UserError, match="the encoder has 3 layers"):
        GatedEncoder(load_encoder(EncoderOptions(name=str(bert))), ["a"], top=4)


def test_a_missing_encoder_is_a_one_line_error() -> None:
    with pytest.raises(UserError) as error:
        load_encoder(EncoderOptions(name="package:no_such_package/model"))
    assert "\n" not in str(error.value)
