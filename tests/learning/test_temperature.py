"""Temperature scaling finds the temperature that the scores were made with."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from mtal.corpora.sentence import Sentence
from mtal.learning.scoring import score
from mtal.learning.temperature import best_temperature, fit_temperatures
from mtal.models.encoded import encode_sentences
from support.recipes import seeded, small_recipe


@pytest.mark.parametrize("true", [0.5, 1.0, 3.0])
def test_the_true_temperature_is_found(true: float) -> None:
    torch.manual_seed(0)
    logits = torch.randn(20_000, 5, dtype=torch.float64)
    gold = torch.distributions.Categorical(logits=logits).sample()
    halves = [(true * logits[:9000], gold[:9000]), (true * logits[9000:], gold[9000:])]
    assert best_temperature(halves) == pytest.approx(true, rel=0.05)


def test_choices_that_are_not_open_are_harmless() -> None:
    torch.manual_seed(0)
    logits = torch.randn(5000, 3, dtype=torch.float64)
    gold = torch.distributions.Categorical(logits=logits).sample()
    closed = torch.cat([2 * logits, torch.full((5000, 1), -torch.inf, dtype=torch.float64)], dim=1)
    assert best_temperature([(closed, gold)]) == pytest.approx(2.0, rel=0.06)


def test_without_gold_the_temperature_is_one() -> None:
    assert best_temperature([(torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64))]) == 1.0


def test_fitted_for_every_task_and_used_for_confidences(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences)
    model, subwords = seeded(recipe, ["dp", "ner"]), recipe.subwords()
    encoded = encode_sentences(sentences, subwords)
    assert fit_temperatures(model, encoded).keys() == {"dp", "ner"}
    plain = score(model, encoded)
    cooler = score(model, encoded, temperatures={"ner": 0.1})
    assert (cooler["ner"]["confidence"] > plain["ner"]["confidence"]).all()
    assert (cooler["dp"]["confidence"] == plain["dp"]["confidence"]).all()
    assert (cooler["ner"]["accuracy"] == plain["ner"]["accuracy"]).all()
