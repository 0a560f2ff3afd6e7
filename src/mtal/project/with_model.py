"""The next batch by the last round's model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence_file import SentenceFile
from mtal.learning.scoring import Kind, score_pool
from mtal.project.choosing import Wanted, by_strategy
from mtal.project.options import ProjectOptions
from mtal.project.places import MODEL
from mtal.trained.model import Prediction, open_model


def chosen_with_model(
    options: ProjectOptions, sentences: SentenceFile, bought: Sequence[Annotation], number: int
) -> tuple[list[Wanted], Mapping[str, Prediction]]:
    """What the strategy wants of `sentences`, and what the model finds there, by sentence."""
    tasks, done = list(options.labels), {each.id: each.tasks for each in bought}
    left = [row for row, each in enumerate(sentences) if any(task not in done.get(each.id, ()) for task in tasks)]
    pool, wanted = sentences.at(np.array(left, dtype=np.int64)), options.strategy
    smoothing = options.loss.smoothing if wanted.ceiling else 0.0
    kind = Kind(wanted.confidence, wanted.over_units, smoothing, wanted.tree_agreement, wanted.clusters)
    scored = score_pool(MODEL, pool, kind, (options.seed, number))
    chosen = by_strategy(pool, scored, bought, options, number)
    found = open_model(MODEL).predict(each.sentence.tokens for each in chosen)
    return chosen, {each.sentence.id: prediction for each, prediction in zip(chosen, found, strict=True)}
