"""The tagger of spans: what it finds, counted."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.corpora import bio
from mtal.decoders.bio_tagger import BioTagger
from mtal.decoders.tagger import TagScores
from mtal.decoders.units import IGNORED
from mtal.tasks.base import TaskOptions
from mtal.tasks.ner import NamedEntities


@given(st.data())
def test_predicted_items_are_the_spans_of_the_decoded_tags(data: st.DataObject) -> None:
    tagger = BioTagger(4, ["B-A", "B-B", "I-A", "I-B", "O"], TaskOptions())
    rows = data.draw(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=6), min_size=1, max_size=4))
    width = max(map(len, rows))
    tags = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    lengths = [len(row) for row in rows]
    mask = torch.arange(width) < torch.tensor(lengths).unsqueeze(1)
    scores = TagScores(torch.nn.functional.one_hot(tags, 5).float(), mask)
    assert tagger.predicted_items(scores).tolist() == [
        NamedEntities.items(label) for label in tagger.decode(scores, lengths)
    ]


TAGS = ["B-A", "B-B", "I-A", "I-B", "O"]


@given(st.lists(st.integers(0, 4) | st.just(IGNORED), min_size=1, max_size=8))
def test_words_have_the_number_of_their_span(tags: list[int]) -> None:
    label = [None if tag == IGNORED else TAGS[tag] for tag in tags]
    expected = [-1 if tag is None else 0 for tag in label]
    for number, (start, end, _) in enumerate(bio.spans(label), 1):
        expected[start : end + 1] = [number] * (end + 1 - start)
    assert BioTagger(4, TAGS, TaskOptions()).items_of_words(torch.tensor([tags])).tolist() == [expected]
