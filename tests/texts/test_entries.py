"""Label entries that others wrote."""

from __future__ import annotations

from typing import Any

import pytest

from mtal.corpora.sentence import Sentence
from mtal.tasks.layers import all_layers
from mtal.texts.entries import entry_fault, first_fault

SOUND: list[tuple[str, Any]] = [
    ("dp", {"heads": [2, 0, 2], "deprels": ["a", "root", "b"]}),
    ("dp", {"heads": [2, None, 2], "deprels": [None, None, "b"]}),
    ("dp", {"heads": [0, 0, 2], "deprels": ["root", "root", "b"]}),
    ("id", ["ask", "tell"]),
    ("ner", ["B-PER", "I-PER", None]),
    ("pos", [None, "NN", None]),
    ("re", {"entities": [], "relations": []}),
    ("re", {"entities": [[0, 1, "A"], [1, 1, "B"]], "relations": [[0, 1, 1, 1, "of"]]}),
    ("sf", ["O", "O", "O"]),
    ("morphology", 3),
]

FAULTS: list[tuple[str, Any, str]] = [
    ("dp", [2, 0, 2], "dp: [2, 0, 2] instead of heads and deprels"),
    ("dp", {"heads": [2, 0, 2]}, "dp: {'heads': [2, 0, 2]} instead of heads and deprels"),
    ("dp", {"heads": [2, 0], "deprels": ["a", "b", "c"]}, "dp: 2 heads for 3 words"),
    ("dp", {"heads": [2, 0, 2], "deprels": ["a", "b"]}, "dp: 2 deprels for 3 words"),
    ("dp", {"heads": [2, 0, True], "deprels": ["a", "b", "c"]}, "dp: heads are [2, 0, True]"),
    ("dp", {"heads": [2, 0, 4], "deprels": ["a", "b", "c"]}, "dp: head 4 is not a number from 0 to 3"),
    ("dp", {"heads": [2, 0, -1], "deprels": ["a", "b", "c"]}, "dp: head -1 is not"),
    ("dp", {"heads": [None] * 3, "deprels": ["a", "b", "c"]}, "dp: no word has a head; leave the entry out"),
    ("dp", {"heads": [2, 1, 0], "deprels": ["a", "b", "c"]}, "dp: the heads run in a circle through word 1"),
    ("dp", {"heads": [0, 1, 3], "deprels": ["a", "b", "c"]}, "dp: the heads run in a circle through word 3"),
    ("dp", {"heads": [0, 1, 1], "deprels": ["a", "b", "c "]}, "dp: label 'c ' is empty, or begins or ends in white"),
    ("id", [], "id: intents are []: some, each once"),
    ("id", ["a", "a"], "id: intents are ['a', 'a']: some, each once"),
    ("id", "ask", "id: intents are 'ask'"),
    ("id", [3], "id: intents are [3]"),
    ("id", [""], "id: label '' is empty"),
    ("ner", ["O", "O"], "ner: 2 tags for 3 words"),
    ("ner", "OOO", "ner: tags are 'OOO'"),
    ("ner", [None] * 3, "ner: no word has a tag; leave the entry out"),
    ("ner", ["O", "I-PER", "O"], "ner: word 2: tag 'I-PER' without B-PER before it"),
    ("ner", ["B-a\nb", "O", "O"], "ner: label 'B-a\\nb' holds U+000A (line feed)"),
    ("pos", ["NN", 3, "NN"], "pos: tags are ['NN', 3, 'NN']"),
    ("re", {"entities": [[0, 3, "A"]], "relations": []}, "re: words 0 to 3 of [0, 3, 'A'] lie outside the words"),
    ("re", {"entities": [[1, 0, "A"]], "relations": []}, "re: words 1 to 0 of"),
    ("re", {"entities": [[0, "A"]], "relations": []}, "re: [0, 'A'] is not 2 words, counted from 0, and a type"),
    ("re", {"entities": [[0, 1.0, "A"]], "relations": []}, "re: [0, 1.0, 'A'] is not"),
    ("re", {"entities": [[]], "relations": []}, "re: [] is not"),
    ("re", {"entities": [{}], "relations": []}, "re: entities are [{}]"),
    ("re", {"entities": [[0, 0, "A"], [0, 0, "B"]], "relations": []}, "re: a span stands twice among the entities"),
    ("re", {"entities": [[0, 0, "A"]], "relations": [[0, 0, 1, 1, "of"]]}, "re: relation [0, 0, 1, 1, 'of'] is not"),
    ("re", {"entities": [[0, 0, "A"]], "relations": [[0, 0, 0, 0, "of"]]}, "re: relation [0, 0, 0, 0, 'of'] of an"),
    ("sf", ["O", "x", "O"], "sf: word 2: tag 'x' is neither O, B-type nor I-type"),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "entry"), SOUND)
def test_sound_entries_have_no_fault(layer: str, entry: Any) -> None:
    assert entry_fault(layer, entry, 3) is None


@pytest.mark.parametrize(("layer", "entry", "message"), FAULTS)
def test_faults_are_told(layer: str, entry: Any, message: str) -> None:
    reason = entry_fault(layer, entry, 3)
    assert reason is not None and reason.startswith(message) and "\n" not in reason
    assert first_fault({"pos": ["a"] * 3, layer: entry}, 3) == reason


@pytest.mark.parametrize("layer", all_layers())
@pytest.mark.parametrize("entry", [None, 0, "", [], {}, [[]], [None], [{}], {"heads": None, "deprels": None}, True])
def test_whatever_else_it_is_is_a_fault(layer: str, entry: Any) -> None:
    assert entry_fault(layer, entry, 1)


def test_labels_of_the_schema_are_sound(sentences: list[Sentence]) -> None:
    for sentence in sentences:
        assert first_fault(sentence.labels, len(sentence.tokens)) is None
