"""One round of learning: what it begins with, and which labels it sees."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

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


UNITS: dict[str, tuple[int, ...]] = {"dp": (0, 1), "ner": (0,), "pos": (1,)}


def poisoned(sentence: Sentence, asked: bool) -> Sentence:
    """Other gold for words that weren't asked, or for those that were."""

    def other(task: str, row: list[Any], wrong: Any) -> list[Any]:
        return [wrong if (place in UNITS[task]) == asked else value for place, value in enumerate(row)]

    tree, tags = sentence.labels["dp"], sentence.labels["pos"]
    heads = [2 if head == 0 and place != 1 else 0 for place, head in enumerate(tree["heads"])]
    dp = {
        "heads": [heads[i] if (i in UNITS["dp"]) == asked else head for i, head in enumerate(tree["heads"])],
        "deprels": other("dp", tree["deprels"], "p"),
    }
    ner = other("ner", sentence.labels["ner"], "B-DATE")
    return replace(sentence, labels={"dp": dp, "ner": ner, "pos": other("pos", tags, "DT")})


def test_labels_that_were_not_asked_never_reach_the_loss(
    bert: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    recipe = small_recipe(bert, sentences, "smt", ["dp", "ner", "pos"])
    chosen = [each for each in sentences if len(each.tokens) > 1]
    bought = [Annotation(each.id, 1, ("dp", "ner", "pos"), units=UNITS) for each in chosen]

    def learned(name: str, gold: Sequence[Sentence]) -> dict[str, bytes]:
        out, few = tmp_path / name, TrainingOptions(max_steps=3, batch_size=4)
        arguments = {"recipe": recipe, "loss": LossOptions(), "training": few, "seed": 1, "out": out}
        learn_round(1, gold, bought, sentences, checkpoints=tmp_path / "checkpoints", **arguments)
        return {file.name: file.read_bytes() for file in out.iterdir()}

    clean = learned("clean", chosen)
    assert learned("poisoned", [poisoned(each, asked=False) for each in chosen]) == clean
    assert learned("else", [poisoned(each, asked=True) for each in chosen]) != clean
