"""The user's own files that stages depend on beside the corpus: `inputs` in `params.yaml`.

`dvc.yaml` names them as dependencies, so that a change in such a file runs again what it can change. DVC has no
optional dependencies: where a choice means no file of the user's, the input is the project's file that answers instead.
`hydra_plugins/mtal_inputs.py` makes the functions known to `conf/config.yaml`.
"""

from __future__ import annotations

from pathlib import Path

from mtal.models.folders import is_folder

BY_NAME = "src/mtal/models/pretrained.py"
"""Finds the encoders that aren't folders: those on the hub and in packages, which don't change."""
BUILT_IN_SPLITS = "src/mtal/corpora/splits.py"
BUILT_IN_NOUNS = "src/mtal/treebank/data/eventive_nouns.txt"


def encoder_input(name: str) -> str:
    """What `encoder.name` is read from."""
    return name if is_folder(name) else BY_NAME


def splits_input(path: str, splits: str) -> str:
    """What `corpus.splits` is read from; a file below `corpus.path` is part of the corpus."""
    listed = splits not in ("names", "ontonotes") and not Path(splits).is_relative_to(path)
    return splits if listed else BUILT_IN_SPLITS


def nouns_input(nouns: str | None) -> str:
    """What `corpus.eventive_nouns` is read from."""
    return nouns or BUILT_IN_NOUNS
