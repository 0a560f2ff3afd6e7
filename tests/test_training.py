"""Training: it learns, it resumes, it is the same every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from recipes import seeded, small_recipe

from mtal import training
from mtal.checkpoints import Checkpoint
from mtal.corpora.sentence import Sentence
from mtal.evaluation import predict, task_metrics
from mtal.models.batches import collate, cut, encode_sentences
from mtal.progress import SILENT
from mtal.training import TrainingOptions, TrainingState, learning_rate_factor, train

OPTIONS = {"batch_size": 4, "encoder_lr": 2e-3, "head_lr": 5e-3, "weight_decay": 0.0, "eval_every": 20, "patience": 99}


def trained(recipe, group, sentences, checkpoint=None, **options) -> tuple[torch.nn.Module, TrainingState]:
    """A model of one group, trained on all sentences and looked at on the same."""
    subwords, model, no_dropout = recipe.subwords(), seeded(recipe, group), options.pop("no_dropout", True)
    for module in model.modules():
        if hasattr(module, "p") and no_dropout:
            module.p = 0.0
    encoded = encode_sentences(sentences, subwords)
    state = train(
        model,
        encoded,
        {task: {s.id for s in sentences} for task in group},
        encoded,
        TrainingOptions(**{**OPTIONS, **options}),
        smoothing=0.0,
        seed=(1, 0, 0),
        padding=subwords.padding,
        checkpoint=checkpoint or Checkpoint(None),
        progress=SILENT,
    )
    model.load_state_dict(state.best_weights)
    return model, state


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
        predicted = predict(model, encoded, recipe.subwords().padding)
        found |= {task: task_metrics(task, encoded, labels) for task, labels in predicted.items()}
    assert found["dp"]["las"] == 1.0
    assert found["ner"]["f1"] == 1.0


def test_tags_slots_and_intents_are_overfitted_together(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences, "cmt", ("pos", "sf", "id"))
    model, _ = trained(recipe, ["pos", "sf", "id"], sentences, max_steps=160)
    encoded = encode_sentences(sentences, recipe.subwords())
    predicted = predict(model, encoded, recipe.subwords().padding)
    found = {task: task_metrics(task, encoded, labels) for task, labels in predicted.items()}
    assert found["pos"]["accuracy"] == found["id"]["accuracy"] == found["sf"]["f1"] == found["sf"]["sentence_f1"] == 1.0


def test_an_interrupted_training_ends_at_the_same_weights(
    bert: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe, group = small_recipe(bert, sentences, dropout=0.3), ["dp", "ner"]
    arguments = {"max_steps": 30, "eval_every": 5, "no_dropout": False}
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


def test_a_task_without_annotations_learns_nothing(bert: Path, sentences: list[Sentence]) -> None:
    recipe, subwords = small_recipe(bert, sentences), small_recipe(bert, sentences).subwords()
    model = seeded(recipe, ["dp", "ner"])
    batch = collate(encode_sentences(sentences, subwords), subwords.padding)
    targets = model.targets(batch, {"dp": {s.id for s in sentences}, "ner": set()})
    model.loss(model(batch), targets, 0.1).backward()
    assert all(not p.grad.any() for p in model.tasks["ner"].parameters())
    assert any(p.grad.any() for p in model.tasks["dp"].parameters())


def test_learning_rate() -> None:
    factors = [learning_rate_factor(step, 100, 500) for step in range(100)]
    assert factors[:3] == pytest.approx([1 / 11, 2 / 11, 3 / 11])
    assert factors[10] == 1.0
    assert factors[-1] == pytest.approx(1 / 90)
    assert learning_rate_factor(0, 1, 500) > 0
    assert learning_rate_factor(500, 20000, 500) == 1.0


def test_steps_of_epochs_count_the_last_short_batch() -> None:
    lengths = np.full(50, 12)
    assert TrainingOptions(epochs=30, batch_size=32).steps(len(cut(np.arange(50), lengths, 32))) == 60
