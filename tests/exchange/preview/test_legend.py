"""What a batch asks, above its sentences."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.exchange import Batch, Item
from mtal.exchange.preview.colours import Colours
from mtal.exchange.preview.legend import MANY, legend, shown_tasks
from support.annotated import LABELS, example
from support.pages import parsed, text


def entries(batch: Batch) -> dict[str, str]:
    found = parsed(legend(batch, Colours(batch)))
    return {entry.findtext(".//b", ""): text(entry) for entry in found}


def test_every_task_is_there_with_its_labels() -> None:
    found = entries(example())
    assert list(found) == ["id", "sf", "ner", "pos", "dp", "ner_span", "re"]
    assert found["ner"] == "ner entitiesasked of 2 of 2, filled in 1 0.25PER ORG a-b"
    assert found["dp"] == "dp dependency heads and relationsasked of 1 of 2, filled in 1root nsubj obj:x"


def test_tasks_that_are_neither_asked_nor_given_are_left_out() -> None:
    item = Item(Sentence("s", "d", ["a"]), ("ner",), {"pos": ["NN"]})
    batch = Batch("m", [item], {})
    assert shown_tasks(batch) == ["ner", "pos"]
    assert entries(batch)["pos"] == "pos part-of-speech tagsnot askedno label is known yet"
    spans = Item(Sentence("s", "d", ["a"]), ("ner_span",), {"re": {"entities": [], "relations": []}})
    assert shown_tasks(Batch("m", [spans], {"ner_span": LABELS["ner_span"]})) == ["ner_span"]


def test_many_labels_are_shown_on_a_click() -> None:
    labels = [f"T{i}" for i in range(MANY + 1)]
    batch = Batch("m", [Item(Sentence("s", "d", ["a"]), ("pos",))], {"pos": labels})
    root = parsed(legend(batch, Colours(batch)))
    assert root.findtext(".//summary") == f"{MANY + 1} labels" and len(root.findall(".//details//b")) == MANY + 1
