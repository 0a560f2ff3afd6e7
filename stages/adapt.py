"""Let the encoder learn to guess masked words of the training split, before any round."""

from __future__ import annotations

import json
from pathlib import Path

from mtal import stage
from mtal.corpora.sentence_file import SentenceFile
from mtal.dependencies import dependencies
from mtal.learning.adaptation import adapt
from mtal.learning.checkpoints import checkpoint_folder
from mtal.learning.options import TrainingOptions
from mtal.models.options import EncoderOptions
from mtal.params import checked, read_params
from mtal.progress import Progress

SECTIONS = (
    "seed",
    "encoder",
    "training.batch_size",
    "training.encoder_lr",
    "training.weight_decay",
    "training.warmup_steps",
    "training.clip",
)


@stage.script
def main() -> None:
    seed, encoder, *values = read_params(*SECTIONS)
    training = {name.removeprefix("training."): value for name, value in zip(SECTIONS[2:], values, strict=True)}
    gain = adapt(
        checked(EncoderOptions, "encoder", encoder),
        SentenceFile("data/corpus/train.jsonl"),
        checked(TrainingOptions, "training", training),
        seed=seed,
        out=Path("data/encoder"),
        checkpoints=checkpoint_folder("adapt", json.dumps([seed, encoder, training]), dependencies("adapt", 0)),
        progress=Progress(),
    )
    print(f"encoder: loss of a masked subword in held-back sentences {gain.before:.3f} before, {gain.after:.3f} after")


if __name__ == "__main__":
    main()
