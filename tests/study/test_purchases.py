"""What finished cells bought."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from mtal.corpora.sentence import Sentence
from mtal.study import purchases as module
from mtal.study.purchases import TRAIN, kinds, purchases, training_split
from mtal.tasks import TASKS
from support.study import Held


def line(name: str, length: int) -> str:
    labels = {"ner": ["B-ORG"] + ["O"] * (length - 1)}
    return json.dumps({"id": name, "domain": "d", "tokens": ["w"] * length, "labels": labels}) + "\n"


FILES = {
    TRAIN: (line("a", 3) + line("b", 2) + line("c,d", 5)).encode(),
    "data/rounds/1/labelled.csv": b'id,round,tasks,cost\na,0,dp ner,0\n"c,d",1,ner,4\n"c,d",1,dp,2\n',
}


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, bytes]], None]:
    """Puts files in the place of DVC's cache."""

    def put(files: dict[str, bytes]) -> None:
        monkeypatch.setattr(module, "_SPLITS", {})
        monkeypatch.setattr(module, "output", lambda _, path: files.get(path))
        monkeypatch.setattr(module, "digest_of", lambda _, path: path if path in files else None)

    return put


def test_sentences_in_the_order_of_buying(cache: Callable[[dict[str, bytes]], None]) -> None:
    cache(FILES)
    bought = purchases(Held("r", ()), 1)
    assert bought is not None
    assert [(each.sentence.id, each.round, each.tasks, each.cost) for each in bought] == [
        ("a", 0, ("dp", "ner"), 0),
        ("c,d", 1, ("ner",), 4),
        ("c,d", 1, ("dp",), 2),
    ]


def test_what_was_bought_in_part_has_the_labels_that_were(cache: Callable[[dict[str, bytes]], None]) -> None:
    labelled = b"id,round,tasks,words,cost,units\na,0,dp ner,3,0,\nb,1,ner,2,3,ner:1\n"
    cache({**FILES, "data/rounds/1/labelled.csv": labelled})
    bought = purchases(Held("r", ()), 1)
    assert bought is not None
    assert [each.sentence.labels["ner"] for each in bought] == [["B-ORG", "O", "O"], [None, "O"]]
    assert [kinds("ner", each.sentence) for each in bought] == [["ORG"], []]


def test_none_where_something_is_missing(cache: Callable[[dict[str, bytes]], None]) -> None:
    cache({TRAIN: FILES[TRAIN]})
    assert purchases(Held("r", ()), 1) is None and training_split(Held("r", ())) is not None
    cache({"data/rounds/1/labelled.csv": FILES["data/rounds/1/labelled.csv"]})
    assert purchases(Held("r", ()), 1) is None


def test_types_of_labels_for_every_task() -> None:
    spans = {"entities": [[0, 0, "ORG"]], "relations": [[0, 0, 1, 1, "of"]]}
    labels = {"dp": {"heads": [0, None], "deprels": ["root", None]}, "id": ["x"], "ner": ["B-ORG", "I-ORG"]}
    sentence = Sentence("a", "d", ["v", "w"], {**labels, "pos": ["NN", None], "re": spans, "sf": ["B-s", "B-s"]})
    found = {task: kinds(task, sentence) for task in TASKS}
    assert found == {
        "dp": ["root"],
        "id": ["x"],
        "ner": ["ORG"],
        "ner_span": ["ORG"],
        "pos": ["NN"],
        "re": ["of"],
        "sf": ["s", "s"],
    }
    assert kinds("ner", Sentence("a", "d", ["w"])) == []
