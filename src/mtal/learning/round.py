"""One round of learning: fresh models for all groups of tasks, trained on what is labelled, stored in a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from mtal.acquisition.labelled import Annotation, annotated_ids, asked_units
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.files import whole_folder, whole_text
from mtal.learning.checkpoints import Checkpoint, forget
from mtal.learning.devices import be_deterministic, pick_device
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.learning.self_training import Lesson, self_taught
from mtal.learning.temperature import fit_temperatures
from mtal.learning.training import train
from mtal.learning.watching import TrainingState
from mtal.models.encoded import EncodedSentences, encode_sentences
from mtal.models.multitask import MultiTaskModel
from mtal.models.storage import ModelRecipe, save_recipe, save_weights
from mtal.models.subwords import Subwords
from mtal.progress import Progress
from mtal.seeds import seed_for
from mtal.tasks import TASKS
from mtal.tasks.partial import all_with_asked_labels

Trained = tuple[MultiTaskModel, TrainingState]
"""A model, and how its training went."""


def label_sets(tasks: Sequence[str], sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """The label set of each task, from the full training split (docs/method.md, "Data")."""
    return {
        task: TASKS[task].label_set(label for s in sentences if (label := s.label(task)) is not None) for task in tasks
    }


def teachable(
    sentences: Sequence[Sentence], annotations: Sequence[Annotation], tasks: Sequence[str]
) -> dict[str, set[str]]:
    """For each task the ids of the sentences that it can learn from: annotated for it, and with labels to show."""
    bought = annotated_ids(annotations, tasks)
    return {task: {s.id for s in sentences if s.id in bought[task] and s.label(task) is not None} for task in tasks}


def learn_round(
    number: int,
    sentences: Sequence[Sentence],
    annotations: Sequence[Annotation],
    development: Sequence[Sentence],
    *,
    recipe: ModelRecipe,
    loss: LossOptions,
    training: TrainingOptions,
    seed: int,
    out: Path,
    checkpoints: Path,
    start: Path | None = None,
    pool: Sequence[Sentence] = (),
) -> None:
    """Train all groups of the tasks of `recipe` for round `number` and write them to the folder `out`.

    `start`: the folder of the model whose weights training begins from; None: the encoder's, and random decoders.
    `pool`: what self-training may label by itself, whose own labels aren't read.
    A task without a label to learn from is told of; it neither counts when weights are chosen nor is scored.
    """
    be_deterministic()
    sentences = all_with_asked_labels(sentences, asked_units(annotations))
    annotated = teachable(sentences, annotations, list(recipe.tasks))
    unlearned = [task for task in recipe.tasks if not annotated[task]]
    for task in unlearned:
        print(f"round {number}: no labelled sentence has {task} labels: {task} learns nothing and has no score")
    subwords, temperatures = recipe.subwords(), dict(recipe.temperatures)
    judging = [] if training.watch == "loss" else _judging(development, list(recipe.tasks), unlearned)
    looked_at = encode_sentences(judging, subwords)
    trainings = Trainings(number, recipe, start, subwords, looked_at, loss, training, seed, checkpoints)
    with whole_folder(out) as folder:
        for which, group in enumerate(recipe.groups):
            chosen = [s for s in sentences if any(s.id in annotated[task] for task in group)]
            model, state = trainings.of_group(which, group, Lesson(chosen, annotated), pool)
            if loss.temperature_scaling:
                model.load_state_dict(state.best_weights)
                temperatures |= fit_temperatures(model, looked_at)
            save_weights(folder, group, state.best_weights, training.precision)
            _write_history(folder / f"{'-'.join(group)}.jsonl", state)
        save_recipe(folder, replace(recipe, temperatures=temperatures, unlearned=unlearned))
    forget(checkpoints)


@dataclass(frozen=True, slots=True)
class Trainings:
    """What all trainings of a round have in common."""

    number: int
    recipe: ModelRecipe
    start: Path | None
    subwords: Subwords
    development: EncodedSentences
    loss: LossOptions
    options: TrainingOptions
    seed: int
    checkpoints: Path

    def of_group(self, which: int, group: Sequence[str], lesson: Lesson, pool: Sequence[Sentence]) -> Trained:
        """A model of the group, the `which`-th, with self-training a second one that learns from the first as well."""
        name = " + ".join(group)
        model, state = self._learned(which, group, lesson, Progress(prefix=f"{name}: "))
        if not (self.options.self_training and lesson.sentences):
            return model, state
        model.load_state_dict(state.best_weights)
        more = self_taught(model, lesson, pool, self.options.self_training, self.subwords, Progress(prefix=f"{name}: "))
        student = len(self.recipe.groups) + which
        return self._learned(student, group, more, Progress(prefix=f"{name}, student: "))

    def _learned(self, which: int, group: Sequence[str], lesson: Lesson, progress: Progress) -> Trained:
        """A model of the group after its training; `which` tells its random numbers from those of others."""
        torch.manual_seed(seed_for(self.seed, "initialise", self.number, which))
        model = self.recipe.first_model(group, self.start).to(pick_device())
        state = train(
            model,
            encode_sentences(lesson.sentences, self.subwords),
            lesson.annotated,
            self.development,
            self.options,
            smoothing=self.loss.smoothing,
            seed=(self.seed, self.number, which),
            checkpoint=Checkpoint(self.checkpoints / f"{which}.pt"),
            progress=progress,
        )
        return model, state


def _judging(sentences: Sequence[Sentence], tasks: Sequence[str], unlearned: Sequence[str]) -> list[Sentence]:
    """`sentences` with the labels of the tasks that learn, alone."""
    entries = {ENTRIES.get(task, task) for task in tasks if task not in unlearned}
    kept = ({name: label for name, label in s.labels.items() if name in entries} for s in sentences)
    return [replace(sentence, labels=labels) for sentence, labels in zip(sentences, kept, strict=True)]


def _write_history(path: Path, state: TrainingState) -> None:
    with whole_text(path) as file:
        file.writelines(json.dumps(look, sort_keys=True) + "\n" for look in state.history)
