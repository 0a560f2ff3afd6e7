"""What test sentences add to scores."""

from __future__ import annotations

import gzip
from io import BytesIO

from mtal.study.tallies import digest, tally_of

TEXT = 'id,dp,dp.right,dp.of,ner,ner.right,ner.of\nNA,"[1,2]",1,2,[],,\n2,[0],0,1,[],2,2\n3,[],,,[],0,1\n'


def test_columns_are_read_and_ids_stay_text() -> None:
    found = tally_of(BytesIO(gzip.compress(TEXT.encode())))
    assert found.sentences == digest(["NA", "2", "3"])
    assert list(found.table.columns) == ["dp.right", "dp.of", "ner.right", "ner.of"]
    assert found.table["ner.right"].isna().tolist() == [True, False, False]


def test_other_sentences_and_another_order_have_another_digest() -> None:
    assert len({digest(ids) for ids in (["a", "b"], ["b", "a"], ["a"], ["ab"], [])}) == 5
