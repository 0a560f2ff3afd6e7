from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.analysis.judgements import READERS, differing, is_unnumbered, judgements, marks, pairs
from mtal.corpora import bio
from mtal.tasks import TASKS
from mtal.tasks.shapes import Shape
from support.annotated import QUICK
from support.labels import ANY_TASK, KINDS, said, twice


def test_labels_of_every_shape_can_be_read():
    assert set(READERS) == set(Shape)


def test_nobody_counts_the_spans_that_could_be_marked():
    assert {task for task in TASKS if is_unnumbered(task)} == {"ner_span", "re"}


@QUICK
@given(st.data())
def test_against_looking_at_every_place(data):
    task = data.draw(ANY_TASK)
    size, one, other = data.draw(twice(task))
    first, second = said(task, one, size), said(task, other, size)
    places = [place for place in first if not is_unnumbered(task) or first[place] or second[place]]
    assert differing(task, one, other) == (sum(first[place] != second[place] for place in places), len(places))


@QUICK
@given(st.data())
def test_a_label_differs_nowhere_from_itself_and_order_does_not_count(data):
    task = data.draw(ANY_TASK)
    _, one, other = data.draw(twice(task))
    assert differing(task, one, one)[0] == 0
    assert differing(task, one, other) == differing(task, other, one)
    assert Counter(pairs(task, one, other)) == Counter(pair[::-1] for pair in pairs(task, other, one))


def test_words_without_gold_are_no_places():
    assert differing("pos", ["N", None, "V"], ["N", "V", None]) == (0, 1)
    assert differing("ner", ["B-PER", None, "O"], ["B-PER", "I-PER", "B-PER"]) == (1, 2)
    assert judgements("dp", {"heads": [None, 0], "deprels": ["a", None]}) == {1: (0, None)}


def test_an_i_that_continues_nothing_begins_a_span():
    assert differing("sf", ["I-x", "I-x", "O", "I-y"], ["B-x", "I-x", "O", "B-y"]) == (0, 4)


def test_several_types_of_one_place():
    one = {"entities": [[0, 1, "A"], [0, 1, "B"]], "relations": [[0, 0, 1, 1, "r"], [0, 0, 1, 1, "q"]]}
    other = {"entities": [[0, 1, "B"]], "relations": [[0, 0, 1, 1, "q"], [0, 0, 1, 1, "r"]]}
    assert differing("ner_span", one, other) == (1, 1)
    assert differing("re", one, other) == (0, 1)
    assert marks("re", one) == {(0, 0, 1, 1, "r"), (0, 0, 1, 1, "q")}
    assert marks("ner_span", one) == {(0, 1, "A"), (0, 1, "B")}


@pytest.mark.parametrize("task", ["ner", "sf"])
@QUICK
@given(st.data())
def test_the_marks_of_tags_are_their_spans(task, data):
    tags = data.draw(KINDS[task](4))
    assert bio.tags(sorted(marks(task, tags)), 4) == tags
