"""Relations: labels, metrics."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.re import PairOptions, Relations
from support.related import related_sentences


def test_metrics_by_hand() -> None:
    gold = [
        Sentence("1", "own", ["w"] * 20, {"re": {
            "entities": [[0, 0, "A"], [1, 12, "B"], [14, 15, "A"]],
            "relations": [[0, 0, 14, 15, "r"], [0, 0, 14, 15, "q"], [14, 15, 1, 12, "r"]],
        }}),
        Sentence("2", "own", ["w"] * 3, {"re": {
            "entities": [[0, 0, "A"], [2, 2, "B"]], "relations": [[0, 0, 2, 2, "r"], [2, 2, 0, 0, "new"]],
        }}),
    ]  # fmt: skip
    predicted = [
        {"entities": [[0, 0, "A"], [14, 15, "A"]], "relations": [[0, 0, 14, 15, "r"], [14, 15, 0, 0, "r"]]},
        {"entities": [[0, 0, "B"]], "relations": [[0, 0, 2, 2, "r"], [2, 2, 0, 0, "r"]]},
    ]
    assert Relations(PairOptions()).metrics(gold, predicted) == {
        "precision": 2 / 4, "recall": 2 / 5, "f1": 4 / 9,
        "strict_precision": 1 / 4, "strict_recall": 1 / 5, "strict_f1": 2 / 9,
    }  # fmt: skip


def test_label_set() -> None:
    assert Relations.label_set([s.label("re") for s in related_sentences()]) == ["IN", "LEFT", "MET", "ON", "OWNS"]
