"""Entries of a sentence, seen from their tasks."""

from __future__ import annotations

import pytest

from mtal.tasks import TASKS
from mtal.tasks.layers import all_layers, capital, in_order, label_sets_of, one_of, shape, spans_of
from mtal.tasks.shapes import Shape
from mtal.tasks.tagging import BioTagging


class Chunks(BioTagging):
    name = "chunk"
    title = wanted = "chunks"


def test_people_see_the_sentence_first_and_relations_last() -> None:
    assert [task.name for task in in_order()] == ["id", "sf", "ner", "pos", "dp", "ner_span", "re"]
    assert all_layers() == ["id", "sf", "ner", "pos", "dp", "re"]


def test_a_task_that_says_no_place_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TASKS, "chunk", Chunks)
    assert all_layers() == ["id", "sf", "ner", "pos", "dp", "re", "chunk"]
    assert shape("chunk") is Shape.BIO and label_sets_of("chunk") == ["chunk"]


def test_an_entry_draws_on_the_label_sets_of_its_tasks() -> None:
    assert spans_of("re") == "ner_span" and label_sets_of("re") == ["ner_span", "re"]
    assert all(label_sets_of(layer) == [layer] == [spans_of(layer)] for layer in all_layers() if layer != "re")


def test_what_messages_and_titles_say() -> None:
    assert one_of("id") == "an intent" and one_of("ner") == "a label"
    assert capital("BIO tags") == "BIO tags" and capital("") == ""
