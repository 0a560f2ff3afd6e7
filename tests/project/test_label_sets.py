"""The labels of each task."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.project.label_sets import label_sets, network_labels


def test_networks_have_tags_for_types() -> None:
    assert network_labels("ner", ["PER", "LOC"]) == ["B-LOC", "B-PER", "I-LOC", "I-PER", "O"]
    assert network_labels("ner", []) == ["O"]
    assert network_labels("pos", ["VERB", "NOUN", "VERB"]) == ["NOUN", "VERB"]
    assert network_labels("ner_span", ["PER"]) == ["PER"]


def test_what_annotators_used_beside_comes_behind() -> None:
    graph = {"entities": [[0, 0, "PER"], [1, 1, "ANIMAL"]], "relations": [[0, 0, 1, 1, "OWNS"]]}
    sentences = [
        Sentence("a", "", ["Ann", "cat"], {"ner": ["B-PER", "B-ORG"], "re": graph}),
        Sentence("b", "", ["Go"], {"pos": ["X"], "ner": ["B-DATE"]}),
    ]
    declared = {"ner": ["PER", "LOC"], "ner_span": ["PER"], "re": ["MET"], "pos": ["VERB"], "id": ["ask"]}
    assert label_sets(declared, sentences) == {
        "ner": ["PER", "LOC", "DATE", "ORG"],
        "ner_span": ["PER", "ANIMAL"],
        "re": ["MET", "OWNS"],
        "pos": ["VERB", "X"],
        "id": ["ask"],
    }
    assert label_sets(declared, []) == declared
