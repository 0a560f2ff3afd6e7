"""One round of learning: fresh models for all groups of tasks, trained on what is labelled, stored in a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from mtal.acquisition.labelled import Annotation, annotated_ids, asked_units
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.files import whole_folder, whole_text
from mtal.learning.checkpoints import Checkpoint, forget
from mtal.learning.devices import be_deterministic, pick_device
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.learning.temperature import fit_temperatures
from mtal.learning.training import TrainingState, train
from mtal.models.encoded import encode_sentences
from mtal.models.storage import ModelRecipe, save_recipe, save_weights
from mtal.progress import Progress
from mtal.seeds import seed_for
from mtal.tasks import TASKS
from mtal.tasks.partial import all_with_asked_labels


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
) -> None:
    """Train all groups of the tasks of `recipe` for round `number` and write them to the folder `out`.

    `start`: the folder of the model whose weights training begins from; None: the encoder's, and random decoders.
    A task without a label to learn from is told of; it neither counts when weights are chosen nor is scored.
    """
    be_deterministic()
    sentences = all_with_asked_labels(sentences, asked_units(annotations))
    annotated = teachable(sentences, annotations, list(recipe.tasks))
    unlearned = [task for task in recipe.tasks if not annotated[task]]
    for task in unlearned:
        print(f"round {number}: no labelled sentence has {task} labels: {task} learns nothing and has no score")
    subwords, temperatures = recipe.subwords(), dict(recipe.temperatures)
    looked_at = encode_sentences(_judging(development, list(recipe.tasks), unlearned), subwords)
    with whole_folder(out) as folder:
        for which, group in enumerate(recipe.groups):
            chosen = [s for s in sentences if any(s.id in annotated[task] for task in group)]
            torch.manual_seed(seed_for(seed, "initialise", number, which))
            model = recipe.first_model(group, start).to(pick_device())
            state = train(
                model,
                encode_sentences(chosen, subwords),
                annotated,
                looked_at,
                training,
                smoothing=loss.smoothing,
                seed=(seed, number, which),
                checkpoint=Checkpoint(checkpoints / f"{which}.pt"),
                progress=Progress(prefix=f"{' + '.join(group)}: "),
            )
            if loss.temperature_scaling:
                model.load_state_dict(state.best_weights)
                temperatures |= fit_temperatures(model, looked_at)
            save_weights(folder, group, state.best_weights, training.precision)
            _write_history(folder / f"{'-'.join(group)}.jsonl", state)
        save_recipe(folder, replace(recipe, temperatures=temperatures, unlearned=unlearned))
    forget(checkpoints)


def _judging(sentences: Sequence[Sentence], tasks: Sequence[str], unlearned: Sequence[str]) -> list[Sentence]:
    """`sentences` with the labels of the tasks that learn, alone."""
    entries = {ENTRIES.get(task, task) for task in tasks if task not in unlearned}
    kept = ({name: label for name, label in s.labels.items() if name in entries} for s in sentences)
    return [replace(sentence, labels=labels) for sentence, labels in zip(sentences, kept, strict=True)]


def _write_history(path: Path, state: TrainingState) -> None:
    with whole_text(path) as file:
        file.writelines(json.dumps(look, sort_keys=True) + "\n" for look in state.history)
