"""Labels that a sentence can have."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.exchange.faults import Unfit
from mtal.exchange.soundness import check, unknown

WORDS = ["a", "b", "c"]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_trees_are_those_that_networkx_calls_so(heads: list[int]) -> None:
    size = len(heads)
    graph = nx.DiGraph([(head, word) for word, head in enumerate(heads, 1)])
    whole = max(heads) <= size and heads.count(0) == 1 and nx.is_arborescence(graph)
    try:
        check("dp", {"heads": heads, "deprels": ["x"] * size}, ["w"] * size)
    except Unfit:
        assert not whole
    else:
        assert whole


@pytest.mark.parametrize(
    ("layer", "label", "reason"),
    [
        ("ner", ["O", "I-X", "O"], "word 2 ('b'): tag 'I-X' without B-X before it"),
        ("pos", ["N", None, None], "word 2 ('b') has no tag, nor have 1 more"),
        ("id", [], "no intent is chosen"),
        ("id", ["x", "x"], "an intent is given twice"),
        ("dp", {"heads": [0, None, 1], "deprels": ["r", "r", "r"]}, "word 2 ('b') has no head"),
        ("re", {"entities": [[1, 3, "X"]], "relations": []}, "the entity 2-4 X lies outside the words 1 to 3"),
    ],
)
def test_reasons(layer: str, label: Any, reason: str) -> None:
    with pytest.raises(Unfit) as caught:
        check(layer, label, WORDS)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("layer", "label", "expected"),
    [
        ("ner", ["B-X", "I-X", "B-Y"], {"ner": ["Y"]}),
        ("sf", ["B-X", "I-X", "O"], {"sf": ["X"]}),
        ("pos", ["X", "A", "B"], {"pos": ["A", "B", "X"]}),
        ("id", ["i"], {"id": ["i"]}),
        ("dp", {"heads": [0, 1, 1], "deprels": ["r", "s", "s"]}, {"dp": ["r", "s"]}),
        ("re", {"entities": [[0, 0, "E"]], "relations": [[0, 0, 1, 1, "R"]]}, {"ner_span": ["E"], "re": ["R"]}),
    ],
)
def test_unknown_names_by_task(layer: str, label: Any, expected: dict[str, list[str]]) -> None:
    assert unknown(layer, label, {"ner": ["X"]}) == expected
    assert (
        unknown(layer, label, {task: names for task, names in {"ner": ["X"], **expected}.items()} | {"ner": ["X", "Y"]})
        == {}
    )


@pytest.mark.parametrize("name", ["", " x", "x\n", "a\x00b"])
def test_some_names_are_never_labels(name: str) -> None:
    with pytest.raises(Unfit, match="id: the label"):
        unknown("id", [name], {})
