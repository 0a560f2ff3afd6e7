"""Our side of `peers.py`: `python peers_mtal.py FOLDER OUT` learns FOLDER/train.jsonl and scores FOLDER/pool.jsonl."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import read_sentences
from mtal.files import write_json
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.learning.round import learn_round
from mtal.learning.scoring import PLAIN, score_pool
from mtal.learning.testing import evaluate
from mtal.models.options import EncoderOptions, ModelOptions
from mtal.models.storage import ModelRecipe
from mtal.tasks import task_options


def main() -> None:
    folder, out = map(Path, sys.argv[1:])
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    train, pool, dev, test = (
        list(read_sentences(folder / f"{split}.jsonl")) for split in ("train", "pool", "dev", "test")
    )
    tasks, model, began = task_options(settings["tasks"]), folder / "model", time.process_time()
    learn_round(
        0,
        train,
        [Annotation(sentence.id, 0, tuple(tasks)) for sentence in train],
        dev,
        recipe=ModelRecipe(
            EncoderOptions(name=settings["encoder"]), ModelOptions(**settings["model"]), tasks, settings["labels"]
        ),
        loss=LossOptions(smoothing=settings["smoothing"]),
        training=TrainingOptions(**{key: settings[key] for key in ("epochs", "batch_size", "encoder_lr", "head_lr")}),
        seed=1,
        out=model,
        checkpoints=folder / "checkpoints",
    )
    trained = time.process_time()
    score_pool(model, pool, PLAIN, (1, 0))
    scored, found = time.process_time(), evaluate(model, test)
    scores = {name: of.scores[of.task.main_metric] for name, of in found.items()}
    times = {"training": trained - began, "scoring": scored - trained}
    write_json(out, {**times, "passes": settings["epochs"], "scores": scores})


if __name__ == "__main__":
    main()
