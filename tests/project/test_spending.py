"""What answers cost."""

from __future__ import annotations

from hypothesis import given

from mtal.acquisition.costs import TaskCosts
from mtal.project.asked import Asked
from mtal.project.spending import cost_of, in_words, spent
from support.asked import GRAPH, asked, pasts

COSTS = {
    "ner": TaskCosts(item=2, sentence=1),
    "pos": TaskCosts(item=0, sentence=3),
    "ner_span": TaskCosts(item=1, sentence=0),
    "re": TaskCosts(item=5, sentence=0),
}


def test_reading_once_and_what_labels_hold() -> None:
    labels = {"ner": ["B-PER", "B-LOC"], "pos": ["A", "B"], "re": GRAPH}
    assert cost_of(2, labels, ["ner"], COSTS) == 2 + 2 * 2 + 1
    assert cost_of(2, labels, ["ner", "pos"], COSTS) == 2 + 2 * 2 + 1 + 3
    assert cost_of(2, labels, ["ner_span", "re"], COSTS) == 2 + 1
    assert cost_of(2, {"ner": ["O", "O"]}, ["ner", "pos"], COSTS) == 2 + 1, "nobody answered pos"
    assert cost_of(2, {}, ["ner"], COSTS) == 0


@given(pasts())
def test_each_annotator_is_paid(past: list[Asked]) -> None:
    alone = [Asked(**{**vars_of(each), "answers": {who: one}}) for each in past for who, one in each.answers.items()]
    assert spent(past, COSTS) == sum(spent([each], COSTS) for each in alone)


def vars_of(each: Asked) -> dict:
    return {name: getattr(each, name) for name in each.__slots__}


def test_for_people() -> None:
    past = [asked(0, "s-1", ["pos"], a={"pos": ["A", "B"]}, b={"pos": ["A", "B"]}), asked(1, "s-2", ["pos"])]
    past[0].foreseen = 4
    assert in_words(past, COSTS, None) == "spent 10 (10 for the last batch, 4 foreseen)"
    past[1].answers["a"] = {"labels": {"pos": ["A", "B"]}, "seconds": None}
    past[1].foreseen = 1500
    assert in_words(past, COSTS, 20_000) == "spent 15 of 20,000 (5 for the last batch, 1,500 foreseen)"
    assert in_words([], COSTS, None) == "spent 0"
