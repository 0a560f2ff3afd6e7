"""The paper by name: what each setting holds, and that later words still win."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from mtal.config.door import check_params
from mtal.tasks.ner_span import SpanOptions
from mtal.tasks.re import PairOptions
from support.composing import ROOT, composed, options

PAPER = {
    "dp_ner": ("corpus=demo",),
    "ner_re": ("corpus=scierc",),
    "sf_id": ("corpus=atis",),
}
"""Each setting with a corpus for it."""

HELD: dict[str, dict[str, Any]] = {
    "dp_ner": {
        "tasks.dp.arc_size": 768,
        "tasks.dp.relation_size": 256,
        "encoder.name": "google-bert/bert-base-cased",
        "model.name": "cmt",
        "model.dropout": 0.33,
        "loss.smoothing": 0.2,
        "sample.initial": 0.02,
        "training.max_steps": 20_000,
        "training.encoder_lr": 5e-5,
        "training.head_lr": 5e-5,
        "decision.name": "top_n",
    },
    "ner_re": {
        "encoder.name": "google-bert/bert-base-uncased",
        "model.name": "smt",
        "model.dropout": 0.5,
        "loss.smoothing": 0.2,
        "sample.initial": 0.02,
        "training.max_steps": 20_000,
        "training.encoder_lr": 5e-5,
        "training.head_lr": 5e-5,
        "decision.name": "top_n",
    },
    "sf_id": {
        "tasks.id.dropout": 0.1,
        "tasks.id.pretrained_pooler": True,
        "encoder.name": "google-bert/bert-base-uncased",
        "model.name": "smt",
        "model.dropout": 0.1,
        "loss.smoothing": 0.1,
        "sample.initial": 50,
        "sample.dev": 100,
        "training.epochs": 30,
        "training.encoder_lr": 5e-5,
        "training.head_lr": 5e-5,
        "decision.budget": 500,
        "costs.sf.item": 1,
        "costs.id.sentence": 3,
    },
}
"""What the paper, or the code on which it builds, says."""

SWITCHES = (
    "model.scalar_mix",
    "model.pre_gate_linear",
    "training.warm_start",
    "strategy.tree_agreement",
    "strategy.strata",
    "strategy.clusters",
)


def at(params: dict[str, Any], key: str) -> Any:
    """The value of a dotted key."""
    for part in key.split("."):
        params = params[part]
    return params


def test_every_setting_is_tried() -> None:
    assert options("paper") == sorted(PAPER)


@pytest.mark.parametrize("name", PAPER)
def test_a_setting_is_what_the_paper_says(name: str) -> None:
    params = composed(f"+paper={name}", *PAPER[name])
    assert {key: at(params, key) for key in HELD[name]} == HELD[name]
    assert len(params["rounds"]) == 5 and params["training"]["batch_size"] == 32
    assert not any(at(params, key) for key in SWITCHES)


def test_the_joint_model_has_the_sizes_that_its_code_has() -> None:
    tasks = composed("+paper=ner_re", *PAPER["ner_re"])["tasks"]
    assert SpanOptions(**tasks["ner_span"]) == SpanOptions()
    assert PairOptions(**tasks["re"]) == PairOptions(own_words=False)


@pytest.mark.parametrize("name", PAPER)
def test_a_setting_is_sound(name: str, bert: Path) -> None:
    here = (f"encoder.name={bert}", "encoder.revision=null")  # that of the hub can't be reached from everywhere
    check_params(composed(f"+paper={name}", *PAPER[name], *here))
    if name != "ner_re":
        single = ("strategy=st_ec", "model=st", "decision=grd_al" if name == "sf_id" else "decision=top_n")
        check_params(composed(f"+paper={name}", *PAPER[name], *here, *single))


def test_what_else_the_command_says_wins() -> None:
    choices = ("schedule=quick", "loss=ce", "model=smt", "tasks=[ner]")
    words = (*choices, "model.dropout=0.2", "training.encoder_lr=1e-4", "strategy.strata=7")
    params, plain = composed("+paper=dp_ner", *words), composed(*words)
    assert params["encoder"] != plain["encoder"]
    assert {**params, "encoder": plain["encoder"]} == plain
    assert composed("+paper=sf_id", "corpus=atis", "decision=blp")["decision"]["rounds_at_once"] == 4
    assert len(composed("+paper=sf_id", "corpus=atis", "decision=blp")["rounds"]) == 2


def test_a_setting_wins_over_own_choices(tmp_path: Path) -> None:
    conf = shutil.copytree(ROOT / "conf", tmp_path / "conf")
    with (conf / "mine.yaml").open("a") as file:
        file.write("  - override /schedule: converged\n  - override /model: smt\n")
    assert composed("+paper=dp_ner", conf=conf) == composed("+paper=dp_ner")
