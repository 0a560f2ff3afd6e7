"""Entities as spans: labels, items, metrics."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.ner_span import EntitySpans, SpanOptions
from support.related import related_sentences


def test_items_are_entities() -> None:
    assert [EntitySpans.items(s.label("ner_span")) for s in related_sentences()] == [3, 3, 3, 0, 0, 1, 3, 3]


def test_label_set() -> None:
    labels = [sentence.label("ner_span") for sentence in related_sentences()]
    assert EntitySpans.label_set(labels) == ["ANIMAL", "DATE", "LOC", "ORG", "PER", "THING"]


def test_every_gold_entity_counts() -> None:
    entities = [[0, 0, "A"], [1, 9, "A"], [2, 3, "new"]]
    gold = [Sentence("x", "own", ["w"] * 10, {"re": {"entities": entities, "relations": []}})]
    task = EntitySpans(SpanOptions())
    assert task.metrics(gold, [[[0, 0, "A"], [2, 3, "A"]]]) == {"precision": 1 / 2, "recall": 1 / 3, "f1": 2 / 5}
    assert (
        EntitySpans(SpanOptions()).metrics([Sentence("y", "own", ["w"], {"re": {"entities": []}})], [[]])["f1"] == 0.0
    )
