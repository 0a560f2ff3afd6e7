"""Part-of-speech accuracy."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.pos import PartOfSpeech


def test_accuracy_is_over_words() -> None:
    gold = [Sentence("a", "own", ["x"], {"pos": ["NN"]}), Sentence("b", "own", ["x"] * 3, {"pos": ["DT", "NN", "VB"]})]
    assert PartOfSpeech.metrics(gold, [["NN"], ["DT", "VB", "NN"]]) == {"accuracy": 0.5}
