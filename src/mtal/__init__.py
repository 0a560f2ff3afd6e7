"""Multi-task active learning for pre-trained transformers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from mtal.trained.model import TrainedModel

__version__ = "0.1.0"


def load(folder: str | PathLike[str]) -> TrainedModel:
    """The trained model in `folder`: a round's (`data/rounds/N/model`) or one that `python -m mtal export` wrote.

    `mtal.load("model").predict([["He", "left"]])` gives a `Prediction` a sentence, with labels and confidence by task.
    Raises `mtal.errors.UserError`, a `ValueError` of one line, where there is no such model.
    """
    from mtal.trained.model import open_model  # torch takes seconds: not before it is asked for

    return open_model(folder)
