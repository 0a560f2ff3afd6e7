"""One round of learning: fresh models for all groups of tasks, trained on what is labelled, stored in a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import torch
from pydantic import BaseModel, ConfigDict, Field

from mtal.checkpoints import Checkpoint, forget
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.devices import be_deterministic, pick_device
from mtal.files import whole_folder, whole_text
from mtal.labelled import Annotation, annotated_ids
from mtal.models.assembly import ModelOptions
from mtal.models.batches import encode_sentences
from mtal.models.pretrained import EncoderOptions
from mtal.models.recipe import ModelRecipe, save_recipe, save_weights
from mtal.params import checked
from mtal.progress import Progress
from mtal.seeds import seed_for
from mtal.tasks import TASKS, TaskOptions, task_options
from mtal.temperature import fit_temperatures
from mtal.training import TrainingOptions, TrainingState, train


class LossOptions(BaseModel):
    """What training minimises (`loss.…` in `params.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Literal["ce", "ls", "ts"]
    """Cross-entropy, label smoothing, or cross-entropy with temperature scaling of the confidences afterwards."""
    smoothing: float = Field(0.0, ge=0, lt=1)
    """Share of the target that is spread over all labels (paper.md 5.6)."""


def label_sets(tasks: Sequence[str], sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """The label set of each task, from the full training split (paper.md 1.4, row 3)."""
    return {
        task: TASKS[task].label_set(label for s in sentences if (label := s.label(task)) is not None) for task in tasks
    }


def teachable(
    sentences: Sequence[Sentence], annotations: Sequence[Annotation], tasks: Sequence[str]
) -> dict[str, set[str]]:
    """For each task the ids of the sentences that it can learn from: annotated for it, and with labels to show."""
    bought = annotated_ids(annotations, tasks)
    return {task: {s.id for s in sentences if s.id in bought[task] and s.label(task) is not None} for task in tasks}


class Learner:
    """Trains the models of one round as `params.yaml` says."""

    def __init__(self, *, seed: int, tasks: Any, encoder: Any, model: Any, loss: Any, training: Any) -> None:
        """The sections of `params.yaml` of these names; `UserError` where one has a fault."""
        self.seed = seed
        self.tasks: dict[str, TaskOptions] = task_options(tasks)
        self.encoder = checked(EncoderOptions, "encoder", encoder)
        self.model = checked(ModelOptions, "model", model)
        self.loss = checked(LossOptions, "loss", loss)
        self.training = checked(TrainingOptions, "training", training)

    def learn(
        self,
        number: int,
        sentences: Sequence[Sentence],
        annotations: Sequence[Annotation],
        development: Sequence[Sentence],
        out: Path,
        checkpoints: Path,
    ) -> None:
        """Train all groups of round `number` and write them to the folder `out`.

        A task without a label to learn from is told of; it neither counts when weights are chosen nor is scored.
        """
        be_deterministic()
        annotated = teachable(sentences, annotations, list(self.tasks))
        unlearned = [task for task in self.tasks if not annotated[task]]
        for task in unlearned:
            print(f"round {number}: no labelled sentence has {task} labels: {task} learns nothing and has no score")
        labels = label_sets(list(self.tasks), sentences)
        recipe = ModelRecipe(self.encoder, self.model, self.tasks, labels, unlearned=unlearned)
        subwords = recipe.subwords()
        looked_at = encode_sentences(_judging(development, list(self.tasks), unlearned), subwords)
        with whole_folder(out) as folder:
            for which, group in enumerate(recipe.groups):
                chosen = [s for s in sentences if any(s.id in annotated[task] for task in group)]
                torch.manual_seed(seed_for(self.seed, "initialise", number, which))
                model = recipe.fresh_model(group).to(pick_device())
                state = (
                    _untouched(model)
                    if not chosen
                    else train(
                        model,
                        encode_sentences(chosen, subwords),
                        annotated,
                        looked_at,
                        self.training,
                        smoothing=self.loss.smoothing,
                        seed=(self.seed, number, which),
                        padding=subwords.padding,
                        checkpoint=Checkpoint(checkpoints / f"{which}.pt"),
                        progress=Progress(prefix=f"{' + '.join(group)}: "),
                    )
                )
                if self.loss.name == "ts":
                    model.load_state_dict(state.best_weights)
                    recipe.temperatures.update(fit_temperatures(model, looked_at, subwords.padding))
                save_weights(folder, group, state.best_weights, self.training.precision)
                _write_history(folder / f"{'-'.join(group)}.jsonl", state)
            save_recipe(folder, recipe)
        forget(checkpoints)


def _judging(sentences: Sequence[Sentence], tasks: Sequence[str], unlearned: Sequence[str]) -> list[Sentence]:
    """`sentences` with the labels of the tasks that learn, alone."""
    entries = {ENTRIES.get(task, task) for task in tasks if task not in unlearned}
    kept = ({name: label for name, label in s.labels.items() if name in entries} for s in sentences)
    return [replace(sentence, labels=labels) for sentence, labels in zip(sentences, kept, strict=True)]


def _untouched(model: torch.nn.Module) -> TrainingState:
    """What a training without a sentence leaves."""
    return TrainingState(fall=0, last=0, best_weights=model.state_dict())


def _write_history(path: Path, state: TrainingState) -> None:
    with whole_text(path) as file:
        file.writelines(json.dumps(look, sort_keys=True) + "\n" for look in state.history)
