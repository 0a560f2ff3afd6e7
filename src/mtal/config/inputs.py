"""What stages depend on by choice, beside what they always depend on: `inputs` in `params.yaml`.

`dvc.yaml` names them as dependencies, so that a change in such a file runs again what it can change. DVC has no
optional dependencies: where a choice means no such file, the input is the project's file that answers instead.
`hydra_plugins/mtal_inputs.py` makes the functions known to `conf/config.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mtal.models.folders import is_folder

BY_NAME = "src/mtal/models/pretrained.py"
"""Finds the encoders that aren't folders: those on the hub and in packages, which don't change."""
BUILT_IN_SPLITS = "src/mtal/corpora/splits.py"
BUILT_IN_NOUNS = "src/mtal/treebank/data/eventive_nouns.txt"
DRAWN = "src/mtal/acquisition/initial.py"
"""Draws the initial set, where nothing but chance decides."""
VECTORS = "data/vectors.npy"
CONFIDENCE = "src/mtal/learning/confidence.py"
UNITS = "src/mtal/decoders/units.py"
"""What confidences are made of: where no model labels anything, none is asked for in training."""
FRESH = "src/mtal/models/storage.py"
"""Makes models from the encoder, for trainings that begin with nothing else."""


ADAPTED = "data/encoder"
"""Where stage `adapt` writes the encoder."""


def encoder_input(name: str, adapt: int | None) -> str:
    """What trainings read the encoder `name` from: its folder, or that of the adapted one."""
    return ADAPTED if adapt else _origin(name)


def adapt_inputs(name: str, adapt: int | None) -> list[dict[str, str]]:
    """What is adapted, `{"encoder": folder or file}`; nothing where the encoder is taken as it is."""
    return [{"encoder": _origin(name)}] if adapt else []


def _origin(name: str) -> str:
    return name if is_folder(name) else BY_NAME


def splits_input(path: str, splits: str) -> str:
    """What `corpus.splits` is read from; a file below `corpus.path` is part of the corpus."""
    listed = splits not in ("names", "ontonotes") and not Path(splits).is_relative_to(path)
    return splits if listed else BUILT_IN_SPLITS


def nouns_input(nouns: str | None) -> str:
    """What `corpus.eventive_nouns` is read from."""
    return nouns or BUILT_IN_NOUNS


def start_inputs(rounds: Any, warm_start: bool) -> list[dict[str, Any]]:
    """What the training of each round begins with, `{"this": number, "start": folder or file}`.

    `rounds`: the list of rounds; anything else is refused elsewhere.
    """
    numbers = range(len(rounds)) if isinstance(rounds, Sequence) else ()
    return [{"this": r, "start": f"data/rounds/{r - 1}/model" if warm_start and r else FRESH} for r in numbers]


def vectors_input(clusters: bool) -> str:
    """What the initial set is drawn by."""
    return VECTORS if clusters else DRAWN


def embedded_inputs(clusters: bool) -> list[str]:
    """The splits whose sentences get vectors before anything is drawn."""
    return ["train"] if clusters else []


def surest_input(self_training: float | None) -> str:
    """By what a model's own labels are chosen in training."""
    return CONFIDENCE if self_training else UNITS
