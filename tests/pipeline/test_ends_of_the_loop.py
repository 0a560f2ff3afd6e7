"""Full training, pools that run empty and budgets that buy nothing, through the stage scripts."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from mtal.acquisition.labelled import read_labelled
from support.composing import write_parameters
from support.running import TINY, stage

SHORT = (*TINY, "corpus.sentences.train=12", "training.max_steps=2", "training.eval_every=2")
ROUNDS = "rounds=[{this: 0, next: 1}, {this: 1, next: 2}]"


def start(folder: Path, encoder: Path, patch: pytest.MonkeyPatch, *overrides: str) -> None:
    patch.chdir(folder)
    patch.setattr(sys, "argv", sys.argv)
    write_parameters(folder, encoder, *overrides)
    for name in ("validate", "generate", "convert", "sample"):
        stage(name)


def run_round(number: int) -> None:
    for name in ("train", "evaluate", "score", "select_next", "hindsight"):
        stage(name, number)


def gather() -> None:
    for name in ("calibration", "overlap", "report"):
        stage(name)


def purchase(number: int) -> dict[str, object]:
    return json.loads(Path(f"data/rounds/{number}/purchase.json").read_text())


@pytest.mark.parametrize("strategy", ["mt_avg", "st_da"])
def test_full_training_goes_through_every_stage(
    strategy: str, bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start(tmp_path, bert, monkeypatch, "schedule=full", f"strategy={strategy}", *SHORT)
    run_round(0)
    gather()
    assert len(read_labelled(Path("data/rounds/0/labelled.csv"))) == 12
    assert len(Path("data/development.jsonl").read_text().splitlines()) == 8
    for table in ("confidence", "accuracy", "items", "gold_items"):
        assert Path(f"data/rounds/0/{table}.csv").read_text() == "id,tokens,dp,ner\n"
    assert json.loads(Path("metrics/summary.json").read_text())["labelled"] == 12
    assert set(json.loads(Path("metrics/calibration.json").read_text())["oe"].values()) == {None}
    for figure in ("calibration", "overlap"):
        assert "empty" in Path(f"metrics/{figure}.svg").read_text()
    said = capsys.readouterr().out
    assert "round 0: nothing bought: the pool is empty; round 1 would learn from the same sentences again" in said


@pytest.mark.parametrize("decision", ["top_n", "grd_al", "blp_al", "blp"])
def test_a_pool_that_runs_empty_in_the_middle(
    decision: str, bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    amount = "decision.n=99" if decision == "top_n" else "decision.budget=99999"
    start(
        tmp_path,
        bert,
        monkeypatch,
        *SHORT,
        "sample.initial=4",
        f"decision={decision}",
        amount,
        ROUNDS,
        "analysis.round=1",
    )
    for number in (0, 1):
        run_round(number)
    gather()
    assert purchase(1)["sentences"] == purchase(1)["pool"] == 8
    assert purchase(2)["nothing"] == "the pool is empty" and purchase(2)["sentences"] == 0
    assert read_labelled(Path("data/rounds/2/labelled.csv")) == read_labelled(Path("data/rounds/1/labelled.csv"))
    with Path("metrics/calibration.csv").open() as file:
        assert {row["n"] for row in csv.DictReader(file) if row["round"] == "1"} == {"0"}
    said = capsys.readouterr().out
    assert "round 0: 8 of 8 sentences bought" in said and "round 1: nothing bought: the pool is empty" in said
    assert ("99 were wanted" in said) == (decision == "top_n")


@pytest.mark.parametrize("decision", ["grd_al", "blp_al", "blp"])
def test_a_budget_below_every_price_says_that_nothing_is_bought(
    decision: str, bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start(
        tmp_path,
        bert,
        monkeypatch,
        *SHORT,
        "sample.initial=4",
        "decision.budget=1",
        f"decision={decision}",
        ROUNDS,
        "decision.rounds_at_once=1",
    )
    for name in ("train", "score", "select_next"):
        stage(name, 0)
    assert str(purchase(1)["nothing"]).startswith("the cheapest of 8 sentences costs ")
    assert str(purchase(1)["nothing"]).endswith(", the budget is 1")
    assert "round 1 would learn from the same sentences again" in capsys.readouterr().out
