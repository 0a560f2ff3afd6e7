"""What methods bought, from what their cells say of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtal.tables.tastes import METRICS, taste_sheet
from support.study import Held, params, study

HEAD = "round,task,measure,bought,split\n"


def purchase(number: int, sentences: int, words: float, short: float, types: int | None) -> str:
    known = "" if types is None else types
    return (
        f"{number},,sentences,{sentences},100\n{number},,words a sentence,{words},20.0\n"
        f"{number},,at most 10 words,{short},0.25\n{number},,repeated,0.0,0.5\n"
        f"{number},ner,labels a sentence,2.0,1.5\n{number},ner,types,{known},9\n{number},ner,distinct,,0.75\n"
    )


def held(*texts: str | None):
    """A sweep whose cells, a seed each, say this."""
    results = study([(params(seed=seed), (0.5, 0.5)) for seed in range(1, len(texts) + 1)])
    found = [
        replace(each, finished=Held(f"r{i}", () if text is None else ((METRICS, text),)))
        for i, (each, text) in enumerate(zip(results.results, texts, strict=True))
    ]
    return replace(results, results=found)


def boxes(sheet, row):
    return {name: box.text for name, box in zip(sheet.header[1:], dict(sheet.rows)[row], strict=True)}


def test_means_over_sentences_and_seeds_until_the_last_round() -> None:
    first = HEAD + purchase(1, 10, 8.0, 0.5, 3) + purchase(2, 30, 12.0, 0.1, 7) + purchase(3, 99, 99.0, 0.9, 9)
    second = HEAD + purchase(1, 20, 15.0, 0.0, 4)
    results = held(first, second)
    found = taste_sheet(results, results.settings[0])
    row = boxes(found, "MT-AVG")
    assert row["words a sentence"] == "13.0"  # (8 * 10 + 12 * 30) / 40 = 11, and 15; round 3 was never trained on
    assert row["at most 10 words, %"] == "10.0"
    assert row["NER types"] == "5.0"  # 6 and 4
    assert row["NER distinct, %"] == "–"
    assert "DP labels a sentence" not in row
    assert boxes(found, "training split")["NER distinct, %"] == "75.0"


@pytest.mark.parametrize("text", [None, HEAD, HEAD + purchase(1, 0, 0.0, 0.0, None)])
def test_where_nothing_was_bought_there_is_no_sheet(text: str | None) -> None:
    results = held(text)
    assert taste_sheet(results, results.settings[0]) is None
