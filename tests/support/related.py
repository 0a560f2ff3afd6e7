"""Hand-made sentences with entities and relations."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from mtal.corpora.sentence import Sentence

ROWS: list[tuple[str, list[list[Any]], list[list[Any]]]] = [
    (
        "Ann met Bob in Oslo .",
        [[0, 0, "PER"], [2, 2, "PER"], [4, 4, "LOC"]],
        [[0, 0, 2, 2, "MET"], [2, 2, 0, 0, "MET"]],
    ),
    ("Bob left Oslo on Monday .", [[0, 0, "PER"], [2, 2, "LOC"], [4, 4, "DATE"]], [[0, 0, 2, 2, "LEFT"]]),
    (
        "the owner of the cat sat on the mat",  # nested: the owner has the cat in it
        [[0, 4, "PER"], [3, 4, "ANIMAL"], [7, 8, "THING"]],
        [[0, 4, 3, 4, "OWNS"], [0, 4, 7, 8, "ON"]],
    ),
    ("why did they leave it ?", [], []),
    ("Go", [], []),
    ("Oslo", [[0, 0, "LOC"]], []),
    (
        "the University of Oslo met Ann",
        [[0, 3, "ORG"], [3, 3, "LOC"], [5, 5, "PER"]],
        [[0, 3, 3, 3, "IN"], [0, 3, 5, 5, "MET"]],
    ),
    ("on Monday Ann left the cat", [[1, 1, "DATE"], [2, 2, "PER"], [4, 5, "ANIMAL"]], [[2, 2, 4, 5, "LEFT"]]),
]
"""Words, entities and relations."""


def related_sentences() -> list[Sentence]:
    """Eight sentences with labels for `ner_span` and `re`: nested spans, both directions, none, a single word."""
    return [
        Sentence(f"own:{i}", "own", words.split(), {"re": {"entities": entities, "relations": relations}})
        for i, (words, entities, relations) in enumerate(deepcopy(ROWS))
    ]
