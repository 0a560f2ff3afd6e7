"""The two ways in which Label Studio has counted places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora.sentence import Sentence
from mtal.exchange import Batch, Item
from mtal.exchange.label_studio.results import counts_in_utf16
from support.label_studio import Tasks, changed, parts


def emoji(words: list[str], filled: list[str]) -> Batch:
    return Batch("b", [Item(Sentence("s", "d", words), ("ner",), {"ner": filled})], {"ner": ["X"]})


def in_utf16(tasks: Tasks) -> None:
    for part in parts(tasks, "ner"):
        text, value = tasks[0]["data"]["text"], part["value"]
        for end in ("start", "end"):
            value[end] = len(text[: value[end]].encode("utf-16-le")) // 2


@pytest.mark.parametrize("change", [lambda tasks: None, in_utf16], ids=["code points", "utf-16"])
def test_both_ways_of_counting_are_told_apart(change: Callable, tmp_path: Path) -> None:
    filled = ["B-X", "O", "B-X", "I-X", "O", "B-X"]
    taken, _ = changed(emoji(["😀😀", "a", "b", "😀", "a", "a"], filled), change, tmp_path)
    assert (taken.faults, taken.answers[0].labels["ner"]) == ([], filled)


def test_code_points_count_where_both_ways_fit(tmp_path: Path) -> None:
    taken, _ = changed(emoji(["😀😀", "a", "a"], ["O", "O", "B-X"]), lambda tasks: None, tmp_path)
    assert taken.answers[0].labels["ner"] == ["O", "O", "B-X"]


@pytest.mark.parametrize(
    "tasks", [[], [3], [{}], [{"data": {"text": 3}}], [{"data": {"text": ""}, "annotations": [3]}]]
)
def test_what_is_no_export_counts_in_code_points(tasks: list) -> None:
    assert not counts_in_utf16(tasks)
