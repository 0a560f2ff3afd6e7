"""The tagger of spans: what it finds, counted."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.decoders.bio_tagger import BioTagger
from mtal.decoders.tagger import TagScores
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
