"""Sentences of which some words were asked."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from mtal.corpora import bio
from mtal.corpora.sentence import Sentence, is_partial
from mtal.tasks import TASKS, word_tasks
from mtal.tasks.partial import all_with_asked_labels, with_asked_labels

TAGS = st.lists(st.sampled_from(["O", "B-A", "I-A", "B-B", "I-B", None]), min_size=1, max_size=8)


def test_tasks_that_label_words() -> None:
    assert word_tasks(TASKS) == ["dp", "ner", "pos", "sf"]
    assert word_tasks(["id", "sf"]) == ["sf"]


def test_a_sentence_keeps_what_was_asked_and_the_labels_of_other_tasks(sentences: list[Sentence]) -> None:
    whole = sentences[0]
    found = with_asked_labels(whole, {"dp": (1, 4), "ner": (4, 5)})
    assert found.labels["dp"]["heads"] == [None, 0, None, None, 2, None]
    assert found.labels["dp"]["deprels"] == [None, "root", None, None, "ppmod", None]
    assert found.labels["ner"] == [None, None, None, None, "B-LOC", "O"]
    assert {task for task, label in found.labels.items() if label == whole.labels[task]} == {"pos", "sf", "id"}
    assert is_partial(found.labels["dp"]) and not is_partial(whole.labels["dp"]), "the sentence itself stays whole"
    assert all_with_asked_labels(sentences, {whole.id: {"dp": (1,)}})[1:] == sentences[1:]
    assert with_asked_labels(Sentence("x", "own", ["w"]), {"dp": (0,)}).labels == {}


@pytest.mark.parametrize("task", ["ner", "sf"])
@given(TAGS, st.data())
def test_the_whole_of_a_span_comes_with_its_word(task: str, tags: list[str | None], data: st.DataObject) -> None:
    asked = data.draw(st.sets(st.integers(0, len(tags) - 1)))
    found = TASKS[task].partly(tags, asked)
    touched = [span for span in bio.spans(tags) if asked & {*range(span[0], span[1] + 1)}]
    assert bio.spans(found) == touched and TASKS[task].items(found) == len(touched)
    marked = asked | {place for start, end, _ in touched for place in range(start, end + 1)}
    assert found == [tag if place in marked else None for place, tag in enumerate(tags)]


@pytest.mark.parametrize("task", ["dp", "pos"])
@given(TAGS, st.data())
def test_each_other_word_comes_alone(task: str, tags: list[str | None], data: st.DataObject) -> None:
    asked = data.draw(st.sets(st.integers(0, len(tags) - 1)))
    label = {"heads": [None if tag is None else 0 for tag in tags], "deprels": tags} if task == "dp" else tags
    known = sum(tags[place] is not None for place in asked)
    assert TASKS[task].items(TASKS[task].partly(label, tuple(asked))) == known
    assert TASKS[task].partly(label, range(len(tags))) == label
