"""Training: it learns, it resumes, it is the same every time."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.corpora.sentence import Sentence
from mtal.learning import training
from mtal.learning.checkpoints import Checkpoint
from mtal.learning.evaluation import predict, task_metrics
from mtal.learning.options import TrainingOptions
from mtal.learning.steps import learning_rate_factor, warmup_in_force
from mtal.learning.training import first_plan, notice_flatness, train
from mtal.learning.watching import TrainingState
from mtal.models.encoded import encode_sentences
from mtal.progress import SILENT
from support.batches import one_batch
from support.recipes import seeded, small_recipe

OPTIONS = {"batch_size": 4, "encoder_lr": 2e-3, "head_lr": 5e-3, "weight_decay": 0.0, "eval_every": 20, "patience": 99}


def trained(recipe, group, sentences, checkpoint=None, **options) -> tuple[torch.nn.Module, TrainingState]:
    """A model of one group, trained on all sentences and looked at on the same."""
    subwords, model = recipe.subwords(), seeded(recipe, group)
    if options.pop("no_dropout", True):
        turn_off_dropout(model)
    encoded = encode_sentences(sentences, subwords)
    state = train(
        model,
        encoded,
        {task: {s.id for s in sentences} for task in group},
        encoded,
        TrainingOptions(**{**OPTIONS, **options}),
        smoothing=0.0,
        seed=(1, 0, 0),
        checkpoint=checkpoint or Checkpoint(None),
        progress=SILENT,
    )
    model.load_state_dict(state.best_weights)
    return model, state


def turn_off_dropout(model: torch.nn.Module) -> None:
    """In the decoders and inside the encoder."""
    for module in model.modules():
        if hasattr(module, "p"):
            module.p = 0.0


@pytest.mark.parametrize("encoder", ["bert", "roberta"])
@pytest.mark.parametrize("kind", ["st", "smt", "cmt"])
def test_a_tiny_model_overfits_eight_sentences(
    kind: str, encoder: str, sentences: list[Sentence], request: pytest.FixtureRequest
) -> None:
    recipe = small_recipe(request.getfixturevalue(encoder), sentences, kind)
    encoded = encode_sentences(sentences, recipe.subwords())
    found = {}
    for group in recipe.groups:
        model, _ = trained(recipe, group, sentences, max_steps=160)
        predicted = predict(model, encoded)
        found |= {task: task_metrics(model.definitions[task], sentences, labels) for task, labels in predicted.items()}
    assert found["dp"]["las"] == 1.0
    assert found["ner"]["f1"] == 1.0


def test_tags_slots_and_intents_are_overfitted_together(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences, "cmt", ("pos", "sf", "id"))
    model, _ = trained(recipe, ["pos", "sf", "id"], sentences, max_steps=160)
    encoded = encode_sentences(sentences, recipe.subwords())
    predicted = predict(model, encoded)
    found = {task: task_metrics(model.definitions[task], sentences, labels) for task, labels in predicted.items()}
    assert found["pos"]["accuracy"] == found["id"]["accuracy"] == found["sf"]["f1"] == found["sf"]["sentence_f1"] == 1.0


@pytest.mark.parametrize("cooldown", [None, 0.5])
def test_an_interrupted_training_ends_at_the_same_weights(
    bert: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cooldown: float | None
) -> None:
    recipe, group = small_recipe(bert, sentences, dropout=0.3), ["dp", "ner"]
    arguments = {"max_steps": 30, "eval_every": 5, "no_dropout": False, "cooldown": cooldown, "patience": 2}
    _, undisturbed = trained(recipe, group, sentences, **arguments)

    step, steps = training.training_step, iter(range(30))

    def interrupted(*args):
        if next(steps) == 17:
            raise KeyboardInterrupt
        return step(*args)

    monkeypatch.setattr(training, "training_step", interrupted)
    path = tmp_path / "checkpoint.pt"
    with pytest.raises(KeyboardInterrupt):
        trained(recipe, group, sentences, Checkpoint(path, seconds=0), **arguments)
    assert torch.load(path, weights_only=True)["state"]["step"] == 15
    monkeypatch.setattr(training, "training_step", step)
    _, resumed = trained(recipe, group, sentences, Checkpoint(path, seconds=0), **arguments)

    assert resumed.history == undisturbed.history
    for name, weights in undisturbed.best_weights.items():
        assert torch.equal(weights, resumed.best_weights[name]), name


def test_training_stops_when_the_score_has_flattened(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences)
    _, state = trained(recipe, ["dp", "ner"], sentences, max_steps=1000, eval_every=10, patience=3)
    assert state.step < 1000
    best = max(range(len(state.history)), key=lambda i: state.history[i]["development"])
    assert len(state.history) == best + 1 + 3


def test_looks_are_an_epoch_apart_at_least(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences)
    _, state = trained(recipe, ["dp"], sentences, max_steps=9, eval_every=3, batch_size=2)
    assert [look["step"] for look in state.history] == [4, 8, 9]


def test_a_task_without_annotations_learns_nothing(bert: Path, sentences: list[Sentence]) -> None:
    recipe, subwords = small_recipe(bert, sentences), small_recipe(bert, sentences).subwords()
    model = seeded(recipe, ["dp", "ner"])
    batch = one_batch(sentences, subwords)
    targets = model.targets(batch, {"dp": {s.id for s in sentences}, "ner": set()})
    model.loss(model(batch), targets, 0.1).backward()
    assert all(not p.grad.any() for p in model.tasks["ner"].parameters())
    assert any(p.grad.any() for p in model.tasks["dp"].parameters())


def test_learning_rate_of_the_paper() -> None:
    options = TrainingOptions(max_steps=100, warmup_steps=500)
    plan, warmup = first_plan(options, 40), warmup_in_force(options, 100)
    factors = [learning_rate_factor(step, warmup, plan.fall, plan.last) for step in range(100)]
    assert factors[:3] == pytest.approx([1 / 11, 2 / 11, 3 / 11])
    assert factors[10] == 1.0
    assert factors[-1] == pytest.approx(1 / 90)
    assert learning_rate_factor(0, 1, 1, 1) > 0
    assert warmup_in_force(options, 20000) == 500


def test_learning_rate_stays_until_the_score_is_flat_and_then_falls() -> None:
    options = TrainingOptions(max_steps=400, warmup_steps=10, cooldown=0.25, patience=3)
    state = first_plan(options, 40)
    assert (state.fall, state.last) == (320, 400)
    state.step, state.looks_without_gain = 100, 3
    notice_flatness(state, options)
    assert (state.fall, state.last) == (100, 125)
    factors = [learning_rate_factor(step, 10, state.fall, state.last) for step in range(125)]
    assert factors[10:101] == [1.0] * 91
    assert factors[101:] == pytest.approx([(125 - step) / 25 for step in range(101, 125)])
    state.step, state.looks_without_gain = 120, 4
    notice_flatness(state, options)
    assert state.last == 125


@given(st.integers(1, 500), st.integers(1, 300), st.sampled_from([None, 0.2, 0.5, 1.0]), st.integers(0, 600))
def test_every_plan_ends_within_its_steps(steps: int, flat: int, cooldown: float | None, warmup: int) -> None:
    options = TrainingOptions(max_steps=steps, cooldown=cooldown, warmup_steps=warmup, patience=1)
    state, in_force = first_plan(options, 10), warmup_in_force(options, steps)
    while state.step < state.last:
        assert 0 < learning_rate_factor(state.step, in_force, state.fall, state.last) <= 1
        state.step += 1
        state.looks_without_gain = int(state.step >= flat)
        notice_flatness(state, options)
    assert state.step <= steps


def test_a_training_slows_down_when_the_score_has_flattened(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences)
    _, state = trained(recipe, ["dp", "ner"], sentences, max_steps=1000, eval_every=10, patience=3, cooldown=0.5)
    assert state.fall < state.last == state.step < 700
    assert state.last == state.fall + math.ceil(0.5 * state.fall)


def test_steps_of_epochs_count_the_last_short_batch() -> None:
    assert TrainingOptions(epochs=30, batch_size=32).steps(50) == 60


def test_a_batch_in_parts_counts_each_sentence_alike(bert: Path, sentences: list[Sentence]) -> None:
    alike = [replace(sentences[0], id=name, tokens=sentences[0].tokens[::-1]) for name in "abc"]
    recipe, group, subwords = small_recipe(bert, sentences), ["dp", "ner"], small_recipe(bert, sentences).subwords()
    encoded, gradients = encode_sentences([sentences[0], *alike], subwords), []
    for parts in ([[0, 1, 2, 3]], [[0], [1, 2, 3]]):
        model = seeded(recipe, group)
        turn_off_dropout(model)
        optimiser = training.make_optimiser(model, TrainingOptions(max_steps=1))
        batches = [encoded.collate(rows, subwords.padding) for rows in parts]
        training.training_step(model, batches, None, optimiser, 0.0, 0.0, clip=1e9)
        gradients.append([parameter.grad for parameter in model.tasks.parameters()])
    for whole, summed in zip(*gradients, strict=True):
        torch.testing.assert_close(whole, summed)
