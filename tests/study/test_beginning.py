"""What the initial and the development set cost."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mtal.acquisition.costs import TaskCosts
from mtal.corpora.sentence import Sentence
from mtal.study import beginning as module
from mtal.study.beginning import DEVELOPMENT, cost, cost_of_beginning
from mtal.study.purchases import LABELLED
from support.study import Held

COSTS = {"sf": TaskCosts(item=2), "id": TaskCosts(sentence=3)}
SENTENCES = st.lists(
    st.tuples(st.lists(st.sampled_from(["O", "B-x"]), min_size=1, max_size=5), st.booleans(), st.booleans()), max_size=4
)


def sentence(tags: list[str], slots: bool = True, intent: bool = True) -> Sentence:
    labels = ({"sf": tags} if slots else {}) | ({"id": ["ask"]} if intent else {})
    return Sentence("s", "d", ["w"] * len(tags), labels)


def test_by_hand() -> None:
    both, slots, intent, none = (sentence(["B-x", "O", "B-x"], *has) for has in [(1, 1), (1, 0), (0, 1), (0, 0)])
    assert [cost([each], COSTS) for each in (both, slots, intent, none)] == [3 + 2 * 2 + 3, 3 + 2 * 2, 3 + 3, 0]
    assert cost([], COSTS) == 0


@given(SENTENCES)
def test_sentence_by_sentence_is_the_same(found: list[tuple[list[str], bool, bool]]) -> None:
    sentences = [sentence(*each) for each in found]
    assert cost(sentences, COSTS) == sum(cost([each], COSTS) for each in sentences)


def line(name: str, tags: list[str]) -> str:
    labels = {"sf": tags, "id": ["ask"]}
    return json.dumps({"id": name, "domain": "d", "tokens": ["w"] * len(tags), "labels": labels}) + "\n"


def test_from_what_the_cell_left(monkeypatch: pytest.MonkeyPatch) -> None:
    files: Mapping[str, bytes] = {
        DEVELOPMENT: line("c", ["B-x", "O"]).encode(),
        LABELLED.format(0): b"id,round,tasks,words,cost\na,0,sf id,3,0\n",
    }
    split = {"a": sentence(["O", "O", "B-x"]), "b": sentence(["O"])}
    monkeypatch.setattr(module, "output", lambda _, path: files.get(path))
    monkeypatch.setattr(module, "training_split", lambda _: split)
    costs = {"sf": {"item": 2, "sentence": 0}, "id": {"item": 0, "sentence": 3}}
    params = yaml.safe_dump({"task_order": ["sf", "id"], "costs": costs})
    held = Held("r", (("params.yaml", params),))
    assert cost_of_beginning(held) == (3 + 2 + 3) + (2 + 2 + 3)
    files = {}
    assert cost_of_beginning(held) is None
