"""One round of learning: what it begins with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import Sentence
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.learning.round import learn_round
from mtal.models.options import EncoderOptions
from mtal.models.storage import load_recipe
from support.recipes import small_recipe
from support.tiny import tiny_bert

STILL = TrainingOptions(max_steps=1, encoder_lr=1e-12, head_lr=1e-12, weight_decay=0.0)
"""Trainings that leave the weights where they begin."""


@pytest.mark.parametrize("kind", ["st", "cmt"])
def test_a_warm_start_begins_from_the_last_rounds_weights(
    kind: str, bert: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    recipe = small_recipe(bert, sentences, kind)
    bought = [Annotation(sentence.id, 0, tuple(recipe.tasks)) for sentence in sentences]

    def learned(number: int, start: Path | None = None) -> dict[str, torch.Tensor]:
        out = tmp_path / f"{number}{'' if start is None else ' warm'}"
        arguments = {"recipe": recipe, "loss": LossOptions(), "training": STILL, "seed": 1, "out": out, "start": start}
        learn_round(number, sentences, bought, sentences, checkpoints=tmp_path / "checkpoints", **arguments)
        return {name: tensor for file in out.glob("*.safetensors") for name, tensor in load_file(file).items()}

    first, fresh, warm = learned(0), learned(1), learned(1, tmp_path / "0")
    torch.testing.assert_close(warm, first, atol=1e-6, rtol=0)
    assert (fresh["tasks.ner.classify.weight"] - first["tasks.ner.classify.weight"]).abs().max() > 0.01


def test_an_adapted_encoder_is_begun_with_and_its_origin_is_stored(
    bert: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    vectors = "encoder.shell.encoder.embeddings.word_embeddings.weight"
    weights = load_file(bert / "model.safetensors")
    changed = {name: tensor + 0.5 for name, tensor in weights.items()}
    save_file(changed, tiny_bert(tmp_path / "adapted") / "model.safetensors", {"format": "pt"})
    plain = small_recipe(bert, sentences, "smt")
    bought = [Annotation(sentence.id, 0, tuple(plain.tasks)) for sentence in sentences]
    options = EncoderOptions(name=str(bert), adapt=7)
    found = {}
    for recipe in (plain, replace(plain, encoder=options, adapted=Path("adapted"))):
        out = tmp_path / f"{recipe.encoder.adapt}"
        arguments = {"recipe": recipe, "loss": LossOptions(), "training": STILL, "seed": 1, "out": out}
        learn_round(0, sentences, bought, sentences, checkpoints=tmp_path / "checkpoints", **arguments)
        found[recipe.encoder.adapt] = load_file(out / "dp-ner.safetensors")[vectors].float()
    torch.testing.assert_close(found[7], found[None] + 0.5, atol=2e-3, rtol=0)
    assert load_recipe(tmp_path / "7").encoder == options
    assert "adapt" not in json.loads((tmp_path / "None/model.json").read_text())["encoder"]
