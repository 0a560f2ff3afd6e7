"""Entity scores: exact, typed spans, read as conlleval reads them."""

from __future__ import annotations

import pytest
from seqeval.metrics import f1_score

from mtal.corpora import bio
from mtal.corpora.sentence import Sentence
from mtal.tasks.base import TaskOptions
from mtal.tasks.ner import NamedEntities

GOLD = [["B-A", "I-A", "O", "B-B"], ["O", "B-B", "B-B", "O"]]


PREDICTED = [["B-A", "I-A", "O", "B-A"], ["I-B", "O", "I-B", "I-B"]]


def test_metrics_by_counting_spans() -> None:
    gold = [Sentence(str(i), "own", ["w"] * 4, {"ner": tags}) for i, tags in enumerate(GOLD)]
    true = {(i, span) for i, tags in enumerate(GOLD) for span in bio.spans(tags)}
    found = {(i, span) for i, tags in enumerate(PREDICTED) for span in bio.spans(tags)}
    right = len(true & found)
    metrics = NamedEntities(TaskOptions()).metrics(gold, PREDICTED)
    assert metrics["precision"] == pytest.approx(right / len(found))
    assert metrics["recall"] == pytest.approx(right / len(true))
    assert metrics["f1"] == pytest.approx(f1_score(GOLD, PREDICTED))


def test_nothing_gold_and_nothing_found() -> None:
    assert NamedEntities(TaskOptions()).metrics([Sentence("x", "own", ["w"], {"ner": ["O"]})], [["O"]])["f1"] == 0.0


def test_words_without_gold_are_not_judged() -> None:
    gold = [Sentence("x", "own", ["w"] * 5, {"ner": ["B-A", "O", None, "O", "B-B"]})]
    predicted = [["B-A", "O", "B-A", "I-A", "O"]]  # one right, one missed; the span from the third word isn't judged
    assert NamedEntities(TaskOptions()).metrics(gold, predicted) == pytest.approx(
        {"f1": 2 / 3, "precision": 1.0, "recall": 0.5}
    )
    assert NamedEntities.items(gold[0].labels["ner"]) == 2


def test_label_set_is_sorted_and_complete() -> None:
    assert NamedEntities.label_set(GOLD) == ["B-A", "B-B", "I-A", "O"]
