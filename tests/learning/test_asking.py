"""A scored pool of which a share of the words is asked."""

from __future__ import annotations

import numpy as np

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import Sentence
from mtal.learning.asking import ask_in_part
from mtal.learning.parts import Scored
from mtal.learning.words import WordScores

POOL = [Sentence(f"s{number}", "own", ["w"] * 3) for number in range(3)]
BOUNDS = np.array([0, 3, 6, 9])


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def scored() -> Scored:
    """Of the second sentence nobody knows the entities; of all, the intents."""
    whole = {"items": column(2, 2, 2), "gold_items": column(1, np.nan, 2)}
    intents = {"items": column(0, 0, 0), "gold_items": column(0, 0, 0)}
    words = {
        "doubt": column(0.1, 0.2, 0.9, 0.99, 0.98, 0.97, 0.3, 0.8, 0.0),
        "items": column(1, 2, 0, 1, 2, 2, 1, 1, 2),
        "gold_items": column(0, 1, 1, -1, -1, -1, 1, 2, 0),
    }
    return Scored(np.arange(3), {"id": intents, "ner": whole}, np.zeros((3, 0)), WordScores({"ner": words}, BOUNDS))


def test_items_are_those_of_asked_words_of_what_is_for_sale() -> None:
    before = scored()
    found, asked = ask_in_part(before, POOL, [], 0.4)
    assert np.flatnonzero(asked["ner"]).tolist() == [2, 6, 7], "half the words of sentences that have gold"
    assert found.table["ner"]["gold_items"].tolist()[::2] == [1, 2] and np.isnan(found.table["ner"]["gold_items"][1])
    assert found.table["ner"]["items"].tolist() == [0, 0, 1]
    assert found.table["id"] is before.table["id"] and before.table["ner"]["items"].tolist() == [2, 2, 2]


def test_what_is_annotated_is_not_asked_again() -> None:
    _, asked = ask_in_part(scored(), POOL, [Annotation("s2", 0, ("ner",), units={"ner": (0,)})], 0.4)
    assert np.flatnonzero(asked["ner"]).tolist() == [1, 2]


def test_text_that_nobody_labelled_is_asked_as_it_is() -> None:
    bare = scored()
    bare.table["id"]["gold_items"][1] = np.nan
    _, asked = ask_in_part(bare, POOL, [], 0.4)
    assert np.flatnonzero(asked["ner"]).tolist() == [2, 3, 4, 5], "four of nine, the least sure"


def test_without_scores_of_words_all_stays_as_it_is() -> None:
    whole = scored()._replace(words=None)
    assert ask_in_part(whole, POOL, [], 0.4) == (whole, {})
