"""Intents: any is right."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.id import IntentDetection, IntentOptions

GOLD = [["a"], ["b", "a"], ["new"]]


def test_any_gold_intent_is_right() -> None:
    gold = [Sentence(str(i), "own", ["w"], {"id": intents}) for i, intents in enumerate(GOLD)]
    assert IntentDetection(IntentOptions()).metrics(gold, [["a"], ["a"], ["b"]]) == {"accuracy": 2 / 3}
    assert IntentDetection.label_set(GOLD) == ["a", "b", "new"]
