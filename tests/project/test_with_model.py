"""The next batch by the last round's model."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import write_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.project.with_model import chosen_with_model
from support.projects import inside, options, plain
from support.trained import stored_model


@pytest.mark.parametrize(
    "strategy", [{"name": "mt_avg"}, {"name": "mt_avgda", "confidence": "dropout_agreement"}, {"clusters": True}]
)
def test_what_is_chosen_is_predicted(bert: Path, tmp_path: Path, strategy: dict) -> None:
    sentences = plain(20)
    stored_model(tmp_path / "model", bert, sentences, "smt", ["ner", "pos"])
    write_sentences(tmp_path / "all.jsonl", sentences)
    bought = [Annotation(each.id, 0, ("ner", "pos")) for each in sentences[:10]]
    bought.append(Annotation(sentences[10].id, 0, ("pos",)))
    wanted = options(strategy=strategy, model={"dropout": 0.3}, decision={"n": 8})
    with inside(tmp_path):
        chosen, found = chosen_with_model(wanted, SentenceFile("all.jsonl"), bought, 1)
        again, _ = chosen_with_model(wanted, SentenceFile("all.jsonl"), bought, 1)
    assert chosen == again and len(chosen) == 8
    assert {each.sentence.id for each in chosen} <= {each.id for each in sentences[10:]} and found.keys() == {
        each.sentence.id for each in chosen
    }
    assert all(each.tasks == (("ner",) if each.sentence.id == sentences[10].id else ("ner", "pos")) for each in chosen)
    assert all(set(each.labels) == {"ner", "pos"} for each in found.values())
