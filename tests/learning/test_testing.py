from __future__ import annotations

import json

from mtal.corpora.sentence import Sentence
from mtal.learning.testing import Evaluated, prediction_rows
from mtal.tasks.base import TaskOptions
from mtal.tasks.id import IntentDetection, IntentOptions
from mtal.tasks.ner import NamedEntities

SENTENCES = [
    Sentence("a", "own", ["Ada", "swam"], {"ner": ["B-PER", "O"], "id": ["x"]}),
    Sentence("b", "own", ["Bo", "ran"], {"id": ["x", "y"]}),
]
TAGS, INTENTS = [["B-PER", "B-LOC"], ["O", "O"]], [["y"], ["y"]]


def test_a_row_a_sentence():
    found = {
        "ner": Evaluated(NamedEntities(TaskOptions()), {}, TAGS),
        "id": Evaluated(IntentDetection(IntentOptions()), {}, INTENTS),
    }
    header, first, second = prediction_rows(SENTENCES, found)
    assert header == ["id", "ner", "ner.right", "ner.of", "id", "id.right", "id.of"]
    assert first == ["a", '["B-PER","B-LOC"]', 2, 3, '["y"]', 0, 1]
    assert second == ["b", '["O","O"]', "", "", '["y"]', 1, 1]
    assert json.loads(str(first[1])) == TAGS[0]


def test_the_sums_give_the_score():
    task = NamedEntities(TaskOptions())
    rows = list(prediction_rows(SENTENCES[:1], {"ner": Evaluated(task, {}, TAGS[:1])}))
    assert rows[1][2] / rows[1][3] == task.metrics(SENTENCES[:1], TAGS[:1])["f1"]
