"""The intent classifier: the first trains, any is right; the encoder's pooler."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from mtal.corpora.sentence import Sentence
from mtal.decoders.intent_classifier import IntentClassifier, IntentScores
from mtal.decoders.units import IGNORED, UNSEEN
from mtal.errors import UserError
from mtal.models.loading import load_encoder
from mtal.models.options import EncoderOptions
from mtal.models.storage import ModelRecipe
from mtal.tasks.id import IntentOptions
from support.recipes import seeded, small_recipe

GOLD = [["a"], ["b", "a"], ["new"]]


def test_targets_and_units() -> None:
    task = IntentClassifier(4, ["a", "b"], IntentOptions())
    targets = task.targets([*GOLD, None], 1)
    assert targets["first"].tolist() == [0, 1, UNSEEN, IGNORED]
    scores = IntentScores(torch.tensor([[1.0, 0.0]] * 4))
    assert task.gold_units(scores, targets).flatten().tolist() == [0, 0, UNSEEN, IGNORED]
    assert task.units(scores).logits.shape == (4, 1, 2)
    assert task.decode(scores, [1] * 4) == [["a"]] * 4


def pooled(encoder: Path, sentences: list[Sentence], **options: bool) -> ModelRecipe:
    """A model of intents alone."""
    recipe = small_recipe(encoder, sentences, "st", ["id"])
    recipe.tasks["id"] = IntentOptions(**options)
    return recipe


def test_the_pooler_of_the_encoder_is_copied_where_that_is_asked_for(bert: Path, sentences: list[Sentence]) -> None:
    pooler = load_encoder(EncoderOptions(name=str(bert))).pooler.dense
    plain, copied = (seeded(pooled(bert, sentences, pretrained_pooler=on), ["id"]).state_dict() for on in (False, True))
    differ = {name for name in plain if not torch.equal(plain[name], copied[name])}
    assert list(plain) == list(copied) and differ == {"tasks.id.pool.0.weight", "tasks.id.pool.0.bias"}
    assert torch.equal(copied["tasks.id.pool.0.weight"], pooler.weight)


def test_an_encoder_without_a_pooler_is_refused() -> None:
    task = IntentClassifier(4, ["a"], IntentOptions(pretrained_pooler=True))
    with pytest.raises(UserError, match=r"^tasks\.id\.pretrained_pooler=True: the encoder has no pooler"):
        task.take_over(None)
