"""A model on the sentences that are held out."""

from __future__ import annotations

import json
from pathlib import Path

from mtal.corpora.sentence import load_sentences
from mtal.project import tested as testing
from mtal.project.asked import read_annotations, write_annotations
from mtal.project.held_out import read_held_out
from mtal.project.options import read_options
from mtal.project.places import SENTENCES, read_labelled
from mtal.project.stop_set import stop_set
from mtal.project.taking import handed_out
from support.projects import answered, gold_of, inside, plain, project, stage, wishes, write_text


def test_scores_of_what_is_labelled_and_predictions_of_the_stop_set(bert: Path, tmp_path: Path) -> None:
    sentences = plain(30)
    text = write_text(tmp_path / "all.jsonl", sentences)
    with inside(project(tmp_path / "mine", wishes([text], ["ner", "pos"], bert, tool="csv"))):
        stage()
        asked = [answered(each, gold_of(sentences)) for each in handed_out("csv")[1]]
        test = [each for each in asked if each.part == "test"]
        for each in test[1:]:
            del each.answers["player"]["labels"]["ner"]
        write_annotations(asked)
        stage("train", "test")
        found = testing.tested(read_options(), read_labelled(read_annotations(), ["ner", "pos"]))
        assert list(found) == ["pos"], "one test sentence is no yardstick for ner"
        assert found["pos"].metric == "accuracy" and found["pos"].found.sentences == 5
        scores = json.loads(Path("metrics/scores.json").read_text())
        assert scores["pos"]["accuracy"] == found["pos"].found.score and "ner" not in scores

        testing.keep_predictions(read_options(), 7)
        kept = json.loads(Path("data/stop/7.json").read_text())
        drawn = stop_set(load_sentences(SENTENCES), read_held_out(), 1)
        assert set(kept) == {each.id for each in drawn} and len(kept) == 30 - 9
        for each in drawn:
            assert {layer: len(label) for layer, label in kept[each.id].items()} == {
                "ner": len(each.tokens),
                "pos": len(each.tokens),
            }


def test_a_test_set_that_nobody_labelled(bert: Path, tmp_path: Path) -> None:
    sentences = plain(30)
    text = write_text(tmp_path / "all.jsonl", sentences)
    with inside(project(tmp_path / "mine", wishes([text], ["ner", "pos"], bert, tool="csv"))):
        stage()
        asked = handed_out("csv")[1]
        write_annotations(each if each.part == "test" else answered(each, gold_of(sentences)) for each in asked)
        stage()
        assert testing.tested(read_options(), read_labelled(read_annotations(), ["ner", "pos"])) == {}
        assert json.loads(Path("metrics/scores.json").read_text())["round"] == 1
        assert [each.part for each in handed_out("csv")[1]].count("test") == 5
