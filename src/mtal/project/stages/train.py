"""Train a model on all that is labelled so far."""

from __future__ import annotations

from mtal.files import whole_folder, whole_text
from mtal.project import asked, held_out
from mtal.project.label_sets import label_sets, network_labels
from mtal.project.labelled import Labelled, as_bought
from mtal.project.options import ProjectOptions, read_options
from mtal.project.places import GIVEN, MODEL, read_labelled

READ = {"seed", "labels", "tasks", "encoder", "model", "loss", "training"}
"""The sections that decide what a training comes to."""


def main() -> None:
    """Write the model's folder; where labels to learn from or for development are missing, one that says so."""
    options, answers = read_options(), asked.read_annotations()
    labelled = read_labelled(answers, list(options.labels))
    if labelled.training and labelled.development:
        return _train(options, labelled, asked.rounds_done(answers))
    missing = "to learn from" if not labelled.training else "for development"
    with whole_folder(MODEL) as folder, whole_text(folder / "none.txt") as file:
        file.write(f"No model yet: no sentence {missing} is labelled.\n")


def _train(options: ProjectOptions, labelled: Labelled, number: int) -> None:
    from mtal.learning.checkpoints import checkpoint_folder
    from mtal.learning.round import learn_round
    from mtal.models.checks import check_built
    from mtal.models.storage import ModelRecipe

    check_built(options.encoder, options.model)
    tasks, sets = options.task_options(), label_sets(options.labels, labelled.all())
    networks = {task: network_labels(task, sets[task]) for task in tasks}
    files = (asked.PATH, held_out.PATH, GIVEN)
    learn_round(
        number,
        labelled.training,
        list(as_bought(labelled.training, list(tasks))),
        labelled.development,
        recipe=ModelRecipe(options.encoder, options.model, tasks, networks),
        loss=options.loss,
        training=options.training,
        seed=options.seed,
        out=MODEL,
        checkpoints=checkpoint_folder("train", options.model_dump_json(include=READ), files),
    )
