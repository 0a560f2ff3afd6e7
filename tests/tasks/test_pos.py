"""Part-of-speech accuracy."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import TaskOptions
from mtal.tasks.pos import PartOfSpeech


def test_accuracy_is_over_words() -> None:
    gold = [Sentence("a", "own", ["x"], {"pos": ["NN"]}), Sentence("b", "own", ["x"] * 3, {"pos": ["DT", "NN", "VB"]})]
    assert PartOfSpeech(TaskOptions()).metrics(gold, [["NN"], ["DT", "VB", "NN"]]) == {"accuracy": 0.5}


def test_words_without_gold_are_no_class_and_are_not_judged() -> None:
    tags = ["NN", None, "VB"]
    assert PartOfSpeech.label_set([tags]) == ["NN", "VB"]
    gold = [Sentence("a", "own", ["x"] * 3, {"pos": tags})]
    assert PartOfSpeech(TaskOptions()).metrics(gold, [["NN", "VB", "NN"]]) == {"accuracy": 0.5}
    assert PartOfSpeech(TaskOptions()).metrics([], []) == {}


def test_an_item_is_a_tag() -> None:
    assert PartOfSpeech(TaskOptions()).items(["NN", None]) == 1
