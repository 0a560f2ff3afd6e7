"""The paper's other two scenarios through the stage scripts, on real corpora with a tiny encoder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from mtal.acquisition.labelled import read_labelled
from support.composing import write_parameters
from support.running import stage

SCENARIOS = {
    "slots and intents, program": ("corpus=atis", "tasks=sf_id", "decision=blp_al", "strategy=mt_min"),
    "slots and intents, disjoint": (
        "corpus=atis",
        "tasks=sf_id",
        "decision=blp_al",
        "decision.family=udjs",
        "decision.items=predicted",
        "strategy=mt_avg",
    ),
    "entities and relations": ("corpus=scierc", "tasks=ner_re", "strategy=mt_ind", "strategy.weights=[0,1]"),
    "entities and relations, all that is ours": (
        "corpus=scierc",
        "tasks=ner_re",
        "strategy.clusters=true",
        "strategy.strata=3",
        "strategy.over_units=top_k",
        "decision.random_share=0.2",
    ),
}
TINY = ("sample.initial=10", "sample.dev=10", "training.max_steps=2", "training.epochs=null", "training.eval_every=2")


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_runs_through_two_rounds(
    name: str, data_dir: Path, bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", sys.argv)
    write_parameters(tmp_path, bert, *SCENARIOS[name], *TINY)
    for first in ("validate", "fetch", "convert"):
        stage(first)
    for split in ("train", "dev", "test"):  # a few sentences of each are enough here
        path = tmp_path / f"data/corpus/{split}.jsonl"
        path.write_text("".join(path.read_text().splitlines(keepends=True)[:60]))
    stage("sample")
    for number in (0, 1):
        for stages in ("train", "evaluate", "score", "select_next"):
            stage(stages, number)
    labelled = read_labelled(tmp_path / "data/rounds/2/labelled.csv")
    assert {a.round for a in labelled} == {0, 1, 2}
    if name.startswith("slots"):
        for number in (1, 2):
            spent = sum(a.cost for a in labelled if a.round == number)
            assert 0 < spent <= 500
            record = json.loads((tmp_path / f"data/rounds/{number}/purchase.json").read_text())
            assert record["spent"] == spent and record["status"] == "optimal"
    else:
        assert len(labelled) == 30
