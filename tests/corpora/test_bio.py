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


@pytest.mark.parametrize("spans", [[(0, 2, "X")], [(-1, 0, "X")], [(1, 0, "X")], [(0, 0, "X"), (0, 1, "Y")]])
def test_spans_that_tags_cannot_write(spans: list[bio.Span]) -> None:
    with pytest.raises(ValueError, match="span"):
        bio.tags(spans, 2)
