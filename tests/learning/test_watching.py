"""What a training is watched by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import Sentence
from mtal.learning import watching
from mtal.learning.history import history_rows
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.learning.round import learn_round
from mtal.learning.watching import LEAST_FALL, TrainingState, look_at_loss
from support.recipes import small_recipe

NOTHING = torch.nn.Linear(1, 1)


def watched(losses: list[float]) -> list[int]:
    """How many looks without a gain each look leaves."""
    state, found = TrainingState(fall=0, last=0), []
    for loss in losses:
        look_at_loss(NOTHING, state, loss)
        found.append(state.looks_without_gain)
    return found


def test_a_loss_that_falls_by_a_hundredth_gains() -> None:
    assert watched([2.0, 1.98, 1.97, 1.9602, 1.97, 1.0]) == [0, 0, 1, 0, 1, 0]


def test_small_falls_add_up() -> None:
    assert watched([1.0, 0.995, 0.991, 0.989, 0.985]) == [0, 1, 2, 0, 1]


def test_a_loss_of_nought_is_flat() -> None:
    assert watched([1.0, 0.0, 0.0, 0.0]) == [0, 0, 1, 2]


@given(st.lists(st.floats(0, 10), min_size=1))
def test_looks_count_from_the_last_gain(losses: list[float]) -> None:
    last = 0
    for i in range(1, len(losses)):
        if losses[last] - losses[i] >= LEAST_FALL * losses[last] > 0:
            last = i
    assert watched(losses)[-1] == len(losses) - 1 - last


OPTIONS = {"batch_size": 4, "encoder_lr": 2e-3, "head_lr": 5e-3, "eval_every": 4, "patience": 2}


def learned(bert: Path, sentences: list[Sentence], development: list[Sentence], out: Path, **options: object) -> Path:
    recipe = small_recipe(bert, sentences)
    learn_round(
        0,
        sentences,
        [Annotation(sentence.id, 0, tuple(recipe.tasks)) for sentence in sentences],
        development,
        recipe=recipe,
        loss=LossOptions(),
        training=TrainingOptions(**OPTIONS, **options),
        seed=1,
        out=out,
        checkpoints=out.with_name("checkpoints"),
    )
    return out


def test_the_development_set_is_not_read(
    bert: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "development_score", None)
    empty, full = (
        learned(bert, sentences, development, tmp_path / name, max_steps=12, watch="loss")
        for name, development in (("empty", []), ("full", sentences))
    )
    looks = [json.loads(line) for line in (empty / "dp-ner.jsonl").read_text().splitlines()]
    assert [look.keys() for look in looks] == [{"step", "loss"}] * 3
    assert {row[1] for row in list(history_rows(empty))[1:]} == {"loss"}
    assert (empty / "dp-ner.safetensors").read_bytes() == (full / "dp-ner.safetensors").read_bytes()


def test_a_flat_loss_ends_a_training_at_its_last_weights(
    bert: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LEAST_FALL", 0.9)
    early = learned(bert, sentences, [], tmp_path / "early", max_steps=100, warmup_steps=0, watch="loss")
    looks = [json.loads(line) for line in (early / "dp-ner.jsonl").read_text().splitlines()]
    assert [look["step"] for look in looks] == [4, 8, 12]
