"""Train a model on what is labelled so far."""

from __future__ import annotations

import json
from pathlib import Path

from mtal import stage
from mtal.acquisition.labelled import read_labelled, with_all_annotated
from mtal.corpora.sentence import load_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.dependencies import dependencies
from mtal.learning.checkpoints import checkpoint_folder
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.learning.round import label_sets, learn_round
from mtal.models.checks import check_built
from mtal.models.options import EncoderOptions, ModelOptions
from mtal.models.storage import ModelRecipe
from mtal.params import checked, read_params
from mtal.tasks import task_options

SECTIONS = ("seed", "tasks", "task_order", "encoder", "model", "loss", "training")


@stage.script
def main() -> None:
    number = stage.round_argument()
    params = dict(zip(SECTIONS, read_params(*SECTIONS), strict=True))
    encoder = checked(EncoderOptions, "encoder", params["encoder"])
    model = checked(ModelOptions, "model", params["model"])
    check_built(encoder, model)
    corpus = SentenceFile("data/corpus/train.jsonl")
    annotations = read_labelled(Path(f"data/rounds/{number}/labelled.csv"))
    bought = {annotation.id for annotation in annotations}
    sentences = [sentence for sentence in with_all_annotated(corpus, annotations) if sentence.id in bought]
    tasks = task_options(params["tasks"])
    training = checked(TrainingOptions, "training", params["training"])

    learn_round(
        number,
        sentences,
        annotations,
        [] if training.watch == "loss" else load_sentences("data/development.jsonl"),
        recipe=ModelRecipe(
            encoder,
            model,
            tasks,
            label_sets(list(tasks), corpus),
            adapted=Path("data/encoder") if encoder.adapt else None,
        ),
        loss=checked(LossOptions, "loss", params["loss"]),
        training=training,
        seed=params["seed"],
        out=Path(f"data/rounds/{number}/model"),
        checkpoints=checkpoint_folder(f"train@{number}", json.dumps(params), dependencies("train", number)),
        start=Path(f"data/rounds/{number - 1}/model") if training.warm_start and number else None,
        pool=corpus if training.self_training else (),
    )


if __name__ == "__main__":
    main()
