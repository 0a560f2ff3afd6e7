"""Slots: micro F1 and the mean of the sentences' F1."""

from __future__ import annotations

import pytest

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import TaskOptions
from mtal.tasks.sf import SlotFilling


def test_mean_over_sentences_differs_from_micro() -> None:
    gold = [Sentence("a", "own", ["w"] * 3, {"sf": ["B-x", "B-x", "B-y"]}), Sentence("b", "own", ["w"], {"sf": ["O"]})]
    found = SlotFilling(TaskOptions()).metrics(gold, [["B-x", "O", "O"], ["O"]])
    assert found["f1"] == pytest.approx(0.5)
    assert found["sentence_f1"] == pytest.approx((0.5 + 1.0) / 2)
    assert SlotFilling(TaskOptions()).tally(gold[1], ["B-x"])["sentence_f1"] == (0.0, 1)


def test_words_without_gold_are_not_judged() -> None:
    gold = [Sentence("x", "own", ["w"] * 3, {"sf": ["B-x", None, "O"]})]
    assert SlotFilling(TaskOptions()).metrics(gold, [["B-x", "B-y", "I-y"]])["sentence_f1"] == 1.0
    assert SlotFilling(TaskOptions()).metrics(gold, [["O", "B-y", "O"]])["sentence_f1"] == 0.0


def test_items_are_slots() -> None:
    assert SlotFilling.items(["B-x", "I-x", "O", "B-y"]) == 2
