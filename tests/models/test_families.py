"""Every family of encoders, taken apart and put together again, against transformers' own run of it."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from torch import Tensor, nn
from transformers import CONFIG_MAPPING, AutoModel, PreTrainedModel

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.models.attention import Dropout, use_cheap_dropout
from mtal.models.encoders import GatedEncoder, SharedEncoder
from mtal.models.families import FAMILIES, family_of
from mtal.models.storage import save_weights
from support.batches import one_batch
from support.recipes import seeded, small_recipe
from support.tiny import FAMILIES as SHAPES
from support.tiny import tiny_config, tiny_encoder

LENGTH = 40
KINDS = {
    "shared": lambda encoder: SharedEncoder(encoder, ["a", "b"]),
    "gated": lambda encoder: GatedEncoder(encoder, ["a", "b"]),
    "gated from the first layer": lambda encoder: GatedEncoder(encoder, ["a", "b"], encoder.config.num_hidden_layers),
}


@cache
def original(name: str, **changes: float) -> PreTrainedModel:
    """An encoder as transformers runs it, with weights far from those that it starts training with."""
    torch.manual_seed(0)
    encoder = AutoModel.from_config(tiny_config(name, **changes)).eval()
    for parameter in encoder.parameters():
        nn.init.normal_(parameter, std=0.2)
    return encoder


def taken_over(name: str, kind: str, **changes: float) -> nn.Module:
    """The same encoder as this project runs it."""
    return KINDS[kind](use_cheap_dropout(copy.deepcopy(original(name, **changes)))).eval()


def batch(name: str, padded: bool) -> tuple[Tensor, Tensor]:
    """Subwords and attention, some rows much shorter than others where `padded`."""
    torch.manual_seed(1)
    pieces = torch.randint(4, 200, (4, LENGTH))
    lengths = torch.tensor([LENGTH, 23, 9, 3] if padded else [LENGTH] * 4)
    attention = torch.arange(LENGTH) < lengths[:, None]
    return pieces.masked_fill(~attention, tiny_config(name).pad_token_id), attention


def test_every_family_is_tried() -> None:
    assert {model_type for model_type, _ in SHAPES.values()} == set(FAMILIES)


@torch.inference_mode()
@pytest.mark.parametrize("padded", [False, True], ids=["unpadded", "padded"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SHAPES)
def test_outputs_are_those_of_transformers(name: str, kind: str, padded: bool) -> None:
    pieces, attention = batch(name, padded)
    expected = original(name)(input_ids=pieces, attention_mask=attention.long()).last_hidden_state
    assert float(expected.std()) > 0.1
    found = taken_over(name, kind)(pieces, attention)
    assert list(found) == ["a", "b"]
    for hidden in found.values():
        assert hidden.isfinite().all()
        torch.testing.assert_close(hidden[attention], expected[attention], atol=1e-5, rtol=1e-5)


@torch.inference_mode()
@pytest.mark.parametrize("name", SHAPES)
def test_a_scalar_mix_reads_all_layers_of_every_family(name: str) -> None:
    pieces, attention = batch(name, padded=False)
    seen = original(name)(input_ids=pieces, attention_mask=attention.long(), output_hidden_states=True).hidden_states
    layers = seen[:: getattr(tiny_config(name), "inner_group_num", 1)]  # of ALBERT's groups, what a whole one gives
    encoder = SharedEncoder(use_cheap_dropout(copy.deepcopy(original(name))), ["a"], scalar_mix=True).eval()
    torch.testing.assert_close(encoder(pieces, attention)["a"], torch.stack(layers).mean(0), atol=1e-5, rtol=1e-5)


@torch.inference_mode()
@pytest.mark.parametrize("name", SHAPES)
def test_a_sentence_has_the_same_vectors_alone_and_in_a_batch(name: str) -> None:
    pieces, attention = batch(name, padded=True)
    encoder = taken_over(name, "gated")
    together = encoder(pieces, attention)["a"]
    for row, length in enumerate(attention.sum(1).tolist()):
        alone = encoder(pieces[row : row + 1, :length], attention[row : row + 1, :length])["a"]
        torch.testing.assert_close(together[row, :length], alone[0], atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("training", [False, True], ids=["evaluation", "training"])
@pytest.mark.parametrize("kind", ["shared", "gated"])
@pytest.mark.parametrize("name", SHAPES)
def test_gradients_reach_every_parameter(name: str, kind: str, training: bool) -> None:
    encoder = taken_over(name, kind).train(training)
    torch.manual_seed(0)
    outputs = torch.stack(list(encoder(*batch(name, padded=True)).values()))
    (outputs * torch.randn_like(outputs)).sum().backward()
    without = [key for key, parameter in encoder.named_parameters() if parameter.grad is None]
    assert not without
    assert all(parameter.grad.isfinite().all() for parameter in encoder.parameters())
    zero = [key for key, parameter in encoder.named_parameters() if not parameter.grad.any()]
    assert not [key for key in zero if not key.startswith("gates")], "without dropout gates mix equal things"


DROPOUTS = {
    "modernbert": ({"attention_dropout": 0.5, "mlp_dropout": 0.0}, {"mlp_dropout": 0.5}, {"embedding_dropout": 0.5}),
    "distilbert": ({"attention_dropout": 0.5, "dropout": 0.0}, {"attention_dropout": 0.0, "dropout": 0.5}),
}
"""Settings that drop out in one place only."""
USUAL = (
    {"attention_probs_dropout_prob": 0.5, "hidden_dropout_prob": 0.0},
    {"attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.5},
)


@torch.inference_mode()
@pytest.mark.parametrize(
    ("name", "changes"), [(name, changes) for name in SHAPES for changes in DROPOUTS.get(name, USUAL)], ids=str
)
def test_dropout_acts_in_training_and_the_seed_decides(name: str, changes: dict[str, float]) -> None:
    encoder, (pieces, attention) = taken_over(name, "shared", **changes), batch(name, padded=True)
    plain = encoder(pieces, attention)["a"]
    assert torch.equal(encoder(pieces, attention)["a"], plain)
    encoder.train()

    def drawn(seed: int) -> Tensor:
        torch.manual_seed(seed)
        return encoder(pieces, attention)["a"][attention]

    assert drawn(1).isfinite().all()
    assert torch.equal(drawn(1), drawn(1))
    assert not torch.allclose(drawn(1), drawn(2), atol=1e-2)
    assert not torch.allclose(drawn(1), plain[attention], atol=1e-2)


@pytest.mark.parametrize("name", SHAPES)
def test_training_in_bfloat16_is_close(name: str) -> None:
    encoder, (pieces, attention) = taken_over(name, "gated"), batch(name, padded=True)
    with torch.no_grad():
        plain = encoder(pieces, attention)["a"][attention]
    with torch.autocast("cpu", torch.bfloat16):
        found = encoder.train()(pieces, attention)["a"][attention]
    found.float().sum().backward()
    assert all(parameter.grad.isfinite().all() for parameter in encoder.shell.parameters())
    with torch.autocast("cpu", torch.bfloat16), torch.no_grad():
        close = encoder.eval()(pieces, attention)["a"][attention].float()
    assert float((close - plain).norm() / plain.norm()) < 0.1


@pytest.mark.parametrize("name", SHAPES)
def test_all_dropout_is_the_cheap_one(name: str) -> None:
    encoder = taken_over(name, "gated", **{key: 0.5 for changes in DROPOUTS.get(name, USUAL) for key in changes})
    assert not any(isinstance(module, nn.Dropout) for module in encoder.modules())
    assert any(isinstance(module, Dropout) for module in encoder.modules())


@pytest.mark.parametrize("kind", ["st", "cmt"])
@pytest.mark.parametrize("name", SHAPES)
def test_a_family_is_loaded_stored_and_loaded_again(
    name: str, kind: str, sentences: list[Sentence], tmp_path: Path
) -> None:
    recipe = small_recipe(tiny_encoder(tmp_path, name), sentences, kind)
    model, group = seeded(recipe, recipe.groups[0]).eval(), recipe.groups[0]
    subwords = recipe.subwords()
    words = one_batch(sentences, subwords)
    plain = AutoModel.from_pretrained(tmp_path).eval()
    expected = plain(input_ids=words.pieces, attention_mask=words.attention.long()).last_hidden_state
    save_weights(tmp_path, group, model.state_dict(), "float32")
    for one in (model, recipe.trained_model(tmp_path, group)):
        found = one.encoder(words.pieces, words.attention)[group[0]]
        torch.testing.assert_close(found[words.attention], expected[words.attention], atol=1e-5, rtol=1e-5)


def test_albert_holds_a_layer_once_and_parts_where_the_tops_begin() -> None:
    shared, gated = taken_over("albert", "shared"), taken_over("albert", "gated")
    assert (len(shared.layers), len(shared.layers.held)) == (3, 1)
    owners = [gated.bottom, gated.shared_top, *gated.task_tops.values()]
    addresses = [{parameter.data_ptr() for parameter in owner.parameters()} for owner in owners]
    assert sum(map(len, addresses)) == len(set().union(*addresses)) == 4 * len(list(shared.layers.parameters()))


def test_what_all_layers_share_in_deberta_stays_shared_by_the_tops() -> None:
    names = [name for name, _ in taken_over("deberta v3", "gated").named_parameters() if "rel_embeddings" in name]
    assert names == ["shell.encoder.encoder.rel_embeddings.weight"]


def test_no_other_family_is_taken_for_one_of_these() -> None:
    others = sorted(set(CONFIG_MAPPING) - set(FAMILIES))
    assert {"big_bird", "convbert", "esm", "roberta-prelayernorm", "xlm-roberta-xl"} <= set(others)
    for model_type in others:
        with pytest.raises(UserError) as error:
            family_of(SimpleNamespace(model_type=model_type, name_or_path="x"))
        said = (
            f"encoder.name=x: {model_type} can't be shared and split here; choose an encoder whose model_type is one of"
        )
        assert str(error.value) == f"{said} {', '.join(FAMILIES)}"
