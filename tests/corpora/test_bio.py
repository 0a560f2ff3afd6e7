"""BIO tags and spans."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given
from seqeval.metrics.sequence_labeling import get_entities

from mtal.corpora import bio

TAGS = st.lists(st.sampled_from(["O", "B-ORG", "I-ORG", "B-X-y", "I-X-y"]), max_size=12)


@given(TAGS)
def test_spans_read_as_seqeval_does(tags: list[str]) -> None:
    assert bio.spans(tags) == [(start, end, kind) for kind, start, end in get_entities(tags)]


@given(TAGS)
def test_well_formed_tags_come_back_from_their_spans(tags: list[str]) -> None:
    rewritten = bio.tags(bio.spans(tags), len(tags))
    assert bio.fault(rewritten) is None
    assert (rewritten == tags) == (bio.fault(tags) is None)


@pytest.mark.parametrize(
    ("tags", "place"),
    [
        (["O", "I-ORG"], 1),
        (["B-ORG", "I-GPE"], 1),
        (["B-ORG", "O", "I-ORG"], 2),
        (["S-ORG"], 0),
        (["O", "B-"], 1),
        (["o"], 0),
        ([""], 0),
        (["I-"], 0),
    ],
)
def test_a_fault_is_found_at_its_place(tags: list[str], place: int) -> None:
    assert bio.fault(tags)[0] == place


def test_words_without_a_tag() -> None:
    assert bio.spans([None, "B-X", None, "I-X", "I-X"]) == [(1, 1, "X"), (3, 4, "X")]
    assert bio.fault(["B-X", None, "I-Y", "O", None]) is None
    assert bio.fault([None, "O", "I-X"])[0] == 2


PARTIAL = st.lists(st.sampled_from(["O", "B-X", "I-X", "B-Y", None]), min_size=1, max_size=8)


@given(PARTIAL, st.data())
def test_words_without_gold_are_not_judged(gold: list[str | None], data: st.DataObject) -> None:
    predicted = data.draw(st.lists(st.sampled_from(["O", "B-X", "I-X", "B-Y"]), min_size=len(gold), max_size=len(gold)))
    true, found = map(bio.spans, bio.judged(gold, predicted))
    assert true == bio.spans(gold)
    unknown = [i for i, tag in enumerate(gold) if tag is None]
    assert all(i < start or i > end for start, end, _ in found for i in unknown)
    for start, end, kind in bio.spans(predicted):
        if not any(start <= i <= end for i in unknown):
            assert (start, end, kind) in found  # known words are judged as ever
    wrong = set(found) - set(true)
    assert wrong <= set(bio.spans(predicted))  # a span that touches unknown words is never held against it


@pytest.mark.parametrize(
    ("gold", "predicted", "found"),
    [
        (["B-X", None, "O"], ["B-X", "I-X", "O"], [(0, 0, "X")]),
        (["O", None, "O"], ["O", "B-X", "O"], []),
        (["O", None, "O"], ["O", "B-X", "I-X"], []),
        (["O", None, "O"], ["B-X", "O", "O"], [(0, 0, "X")]),
        (["B-X", None, "I-X"], ["B-X", "I-X", "I-X"], [(0, 0, "X"), (2, 2, "X")]),
        (["B-Y", None, "I-Y"], ["B-X", "I-X", "I-X"], []),
    ],
)
def test_what_is_judged_of_a_prediction(gold: list[str | None], predicted: list[str], found: list[bio.Span]) -> None:
    assert bio.spans(bio.judged(gold, predicted)[1]) == found


@pytest.mark.parametrize("spans", [[(0, 2, "X")], [(-1, 0, "X")], [(1, 0, "X")], [(0, 0, "X"), (0, 1, "Y")]])
def test_spans_that_tags_cannot_write(spans: list[bio.Span]) -> None:
    with pytest.raises(ValueError, match="span"):
        bio.tags(spans, 2)
