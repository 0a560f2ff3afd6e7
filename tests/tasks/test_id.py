"""Intents: the first trains, any is right."""

from __future__ import annotations

import torch

from mtal.corpora.sentence import Sentence
from mtal.tasks.id import IntentDetection, IntentOptions, IntentScores
from mtal.tasks.units import IGNORED, UNSEEN

GOLD = [["a"], ["b", "a"], ["new"]]


def test_any_gold_intent_is_right() -> None:
    gold = [Sentence(str(i), "own", ["w"], {"id": intents}) for i, intents in enumerate(GOLD)]
    assert IntentDetection.metrics(gold, [["a"], ["a"], ["b"]]) == {"accuracy": 2 / 3}
    assert IntentDetection.label_set(GOLD) == ["a", "b", "new"]


def test_targets_and_units() -> None:
    task = IntentDetection(4, ["a", "b"], IntentOptions())
    targets = task.targets([*GOLD, None], 1)
    assert targets["first"].tolist() == [0, 1, UNSEEN, IGNORED]
    scores = IntentScores(torch.tensor([[1.0, 0.0]] * 4))
    assert task.gold_units(scores, targets).flatten().tolist() == [0, 0, UNSEEN, IGNORED]
    assert task.units(scores).logits.shape == (4, 1, 2)
    assert task.decode(scores, [1] * 4) == [["a"]] * 4
