"""Predictions as text."""

from __future__ import annotations

import json
from pathlib import Path

from mtal.corpora.formats import conllu as format
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence
from mtal.trained.model import Prediction, open_model
from mtal.trained.writing import conllu, json_line
from support.trained import stored_model

TOKENS = ["Play", "Blue in", "Green"]
ALL = {
    "dp": {"heads": [0, 1, 2], "deprels": ["root", "obj", "flat"]},
    "ner": ["O", "B-WORK", "I-WORK"],
    "pos": ["VB", "NNP", "NNP"],
    "sf": ["O", "B-track", "I-track"],
    "id": ["play_music"],
    "re": {"entities": [[1, 2, "WORK"], [2, 2, "COLOUR"]], "relations": [[1, 2, 2, 2, "HAS"]]},
}
BLOCK = """\
# sent_id = a:1
# text = Play Blue in Green
# intent = play_music
# entity = 2-3 WORK
# entity = 3-3 COLOUR
# relation = 2-3 3-3 HAS
1	Play	_	_	VB	_	0	root	_	NER=O|Slot=O
2	Blue in	_	_	NNP	_	1	obj	_	NER=B-WORK|Slot=B-track
3	Green	_	_	NNP	_	2	flat	_	NER=I-WORK|Slot=I-track

"""
SENTENCE = Sentence("a:1", "own", TOKENS)


def test_every_task_has_its_place_in_conllu() -> None:
    assert conllu(SENTENCE, Prediction(TOKENS, ALL, {})) == BLOCK


def test_what_is_not_predicted_is_missing() -> None:
    rows = conllu(SENTENCE, Prediction(TOKENS[:1], {"id": ["stop"]}, {})).splitlines()
    assert rows[2:] == ["# intent = stop", "1\tPlay\t_\t_\t_\t_\t_\t_\t_\t_", ""]


def test_our_reader_reads_back_what_was_found(bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    model = open_model(stored_model(tmp_path / "model", bert, sentences, tasks=["dp", "ner", "pos"]))
    found = list(model.stream(sentences))
    (tmp_path / "new.conllu").write_text("".join(conllu(*each) for each in found), encoding="utf-8")
    back = list(format.read(tmp_path / "new.conllu", report=ReadingReport()))
    assert [(each.id, each.tokens, each.labels) for each in back] == [(s.id, p.tokens, p.labels) for s, p in found]


def test_a_record_is_that_of_the_corpus_with_confidences() -> None:
    line = json_line(SENTENCE, Prediction(TOKENS, {"id": ["stöp"]}, {"id": 0.123456789}))
    assert line.endswith("\n") and "stöp" in line
    assert json.loads(line) == {
        "id": "a:1",
        "domain": "own",
        "tokens": TOKENS,
        "labels": {"id": ["stöp"]},
        "confidence": {"id": 0.123457},
    }
