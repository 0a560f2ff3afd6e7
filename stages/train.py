"""Train a model on what is labelled so far."""

from __future__ import annotations

import json
from pathlib import Path

from mtal.checkpoints import checkpoint_folder
from mtal.cli.stage import round_argument, stage
from mtal.corpora.sentence import read_sentences
from mtal.labelled import check_known, read_labelled
from mtal.learning import Learner
from mtal.params import read_params

SECTIONS = ("seed", "tasks", "encoder", "model", "loss", "training")
MODULES = "learning.py training.py temperature.py evaluation.py labelled.py seeds.py devices.py models tasks corpora"
CODE = [Path("stages/train.py"), *map(Path("src/mtal").joinpath, MODULES.split())]


@stage
def main() -> None:
    number = round_argument()
    params = dict(zip(SECTIONS, read_params(*SECTIONS), strict=True))
    train, development = Path("data/corpus/train.jsonl"), Path("data/development.jsonl")
    labelled, encoder = Path(f"data/rounds/{number}/labelled.csv"), Path(params["encoder"]["name"])
    read = [train, development, labelled, *([encoder] if encoder.is_dir() else []), *CODE]
    sentences, annotations = list(read_sentences(train)), read_labelled(labelled)
    check_known(annotations, (sentence.id for sentence in sentences))

    Learner(**params).learn(
        number,
        sentences,
        annotations,
        list(read_sentences(development)),
        out=Path(f"data/rounds/{number}/model"),
        checkpoints=checkpoint_folder(f"train@{number}", json.dumps(params), read),
    )


if __name__ == "__main__":
    main()
