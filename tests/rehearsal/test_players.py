"""The answers to a batch, from gold labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.exchange import FORMATS, Batch, Item, take_in
from mtal.exchange.playing import PLAYER
from mtal.rehearsal.players import answer, gold_labels
from support.projects import LABELS, plain

SENTENCES = plain(6)


def batch(*tasks: str) -> Batch:
    return Batch("b", [Item(Sentence(f"x-{each.id}", "d", each.tokens), tasks) for each in SENTENCES], LABELS)


def test_the_first_of_the_same_words_counts_and_whole_labels_only() -> None:
    one = [
        Sentence("a", "", ["Go"], {"pos": ["V"], "ner": [None]}),
        Sentence("b", "", ["Go"], {"pos": ["X"]}),
        Sentence("c", "", ["No"], {"dp": {"heads": [None, 1], "deprels": [None, "x"]}}),
        Sentence("d", "", ["No"]),
    ]
    assert gold_labels(one) == {("Go",): {"pos": ["V"]}}


@pytest.mark.parametrize("tool", FORMATS)
def test_who_knows_answers_and_others_are_silent(tool: str, tmp_path: Path) -> None:
    given = batch("ner", "pos")
    gold = gold_labels([*SENTENCES[:3], Sentence("p", "", SENTENCES[3].tokens, {"pos": SENTENCES[3].labels["pos"]})])
    taken = take_in(given, tool, answer(given, gold, tool, tmp_path, 0.0, 1), annotator=PLAYER)
    assert taken.faults == []
    assert {each.id: each.labels for each in taken.answers} == {
        f"x-{each.id}": {layer: each.labels[layer] for layer in ("ner", "pos")} for each in SENTENCES[:3]
    }


def test_other_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gold has labels of ner for none of 6 sentences, such as '.*same words"):
        answer(batch("ner"), gold_labels([Sentence("a", "", ["Go"], {"ner": ["O"]})]), "csv", tmp_path, 0.0, 1)


def test_other_seeds_make_other_mistakes(tmp_path: Path) -> None:
    gold = gold_labels(SENTENCES)
    said = [
        answer(batch("ner", "pos"), gold, "csv", tmp_path / str(i), 0.5, seed)[0].read_bytes()
        for i, seed in enumerate((1, 1, 2))
    ]
    assert said[0] == said[1] != said[2]
