"""All kinds of training practice at once, through the stages: an adapted encoder, a student, no development set."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest
import yaml

from mtal.acquisition.labelled import Annotation, write_labelled
from mtal.corpora.sentence import Sentence, write_sentences
from support.composing import ROOT, composed

CHOICES = ("encoder.adapt=2", "training.self_training=0.5", "training.watch=loss", "training.max_steps=2")
SMALL = ("tasks.dp.arc_size=16", "tasks.dp.relation_size=8", "training.eval_every=1")


def test_a_round_of_all_practices(
    maskable: Path,
    sentences: list[Sentence],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    params = composed(f"encoder.name={maskable}", *CHOICES, *SMALL)
    Path("params.yaml").write_text(yaml.safe_dump(params, sort_keys=False))
    for split in ("train", "test"):
        write_sentences(f"data/corpus/{split}.jsonl", sentences)
    write_labelled(Path("data/rounds/0/labelled.csv"), [Annotation(s.id, 0, ("dp", "ner")) for s in sentences[:4]])
    monkeypatch.setattr(sys, "argv", ["stage", "--round", "0"])
    for stage in ("adapt", "train", "evaluate"):
        runpy.run_path(str(ROOT / f"stages/{stage}.py"), run_name="__main__")

    said = capsys.readouterr().err
    assert "ner: learns from" in said and "dp + ner, student: " in said
    recipe = json.loads(Path("data/rounds/0/model/model.json").read_text())
    assert (recipe["encoder"]["name"], recipe["encoder"]["adapt"]) == (str(maskable), 2)
    assert {"dp", "ner"} == set(json.loads(Path("data/scores/0.json").read_text())["scores"])
    rows = Path("data/scores/0_training.csv").read_text().splitlines()
    assert {row.split(",")[1] for row in rows[1:]} == {"loss"} and len(rows) == 1 + 2
