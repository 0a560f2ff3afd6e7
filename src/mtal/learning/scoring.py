"""Confidences of every task on the unlabelled pool."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import torch
from torch import Tensor

from mtal.corpora.sentence import Sentence
from mtal.learning.confidence import Ballot, accuracy, agreement, ballot, entropy_confidence, votes
from mtal.learning.devices import pick_device
from mtal.models.batches import Batch, EncodedSentence, encode_sentences
from mtal.models.multitask import MultiTaskModel
from mtal.models.storage import load_models
from mtal.progress import SILENT, Progress
from mtal.seeds import seed_for
from mtal.tasks import TASKS

Confidence = Literal["entropy", "dropout_agreement"]

STACKED = 1 << 12
"""Padded subwords up to which stochastic passes over a batch are made as one: large matrix products are faster."""


class Found(NamedTuple):
    """What scoring finds out about sentences for one task; the fields are the tables that stage `score` writes."""

    confidence: Tensor
    """Float32 (b,) in [0, 1], low = wanted."""
    accuracy: Tensor
    """Share of right units (docs/method.md, "Calibration"), float32 (b,); NaN where a sentence has no gold labels:
    known in simulation only, and never shown to a strategy."""
    items: Tensor
    """Slots or entities of the prediction (`Decoder.predicted_items`), (b,)."""


COLUMNS = Found._fields


@torch.inference_mode()
def score(
    model: MultiTaskModel,
    sentences: Sequence[EncodedSentence],
    *,
    confidence: Confidence = "entropy",
    tree_agreement: bool = False,
    temperatures: Mapping[str, float] | None = None,
    passes: int = 10,
    seed: tuple[int, ...] = (0,),
    batch_size: int = 32,
    progress: Progress = SILENT,
) -> dict[str, dict[str, np.ndarray]]:
    """For each task the columns of `Found`, float32 (n,) each, in the order of `sentences`.

    One pass (entropy) or `passes` passes with dropout on (agreement) serve all tasks; `tree_agreement`: see
    `by_agreement`.
    """
    table = {name: np.empty((len(COLUMNS), len(sentences)), dtype=np.float32) for name in model.tasks}
    with progress.bar("score", total=len(sentences)) as bar:
        for number, (rows, batch) in enumerate(model.in_batches(sentences, batch_size)):
            if confidence == "entropy":
                found = by_entropy(model, batch, temperatures or {})
            else:
                drawn = seed_for(seed[0], "agreement", *seed[1:], number)
                found = by_agreement(model, batch, passes, drawn, tree_agreement=tree_agreement)
            for name, columns in found.items():
                table[name][:, rows] = torch.stack([column.float() for column in columns]).cpu().numpy()
            bar.advance(len(rows))
    return {name: dict(zip(COLUMNS, values, strict=True)) for name, values in table.items()}


def by_entropy(model: MultiTaskModel, batch: Batch, temperatures: Mapping[str, float]) -> dict[str, Found]:
    """What one plain pass finds for each task (docs/method.md, "Entropy confidence")."""
    model.eval()
    scores, targets, found = model(batch), model.targets(batch), {}
    for name, task in model.decoders():
        units = task.units(scores[name])
        sure = entropy_confidence(units, temperatures.get(name, 1.0))
        right = accuracy(ballot(units), task.gold_units(scores[name], targets[name]))
        found[name] = Found(sure, right, task.predicted_items(scores[name]))
    return found


def by_agreement(
    model: MultiTaskModel, batch: Batch, passes: int, seed: int, *, tree_agreement: bool = False
) -> dict[str, Found]:
    """The agreement of `passes` passes with dropout on (docs/method.md, "Dropout agreement"), several made at a time.

    A pass votes with the best choice of each unit or, with `tree_agreement`, with what full search finds in it: for
    the parser the heads of the best tree, as the authors' code has it.

    Accuracy and items are those of a plain pass: they are about the model that is evaluated, as with entropy.
    """
    plain = by_entropy(model, batch, {})
    model.train()
    torch.manual_seed(seed)
    at_once = max(1, STACKED // batch.pieces.numel())
    cast: dict[str, list[Ballot]] = {name: [] for name in model.tasks}
    for done in range(0, passes, at_once):
        copies = min(at_once, passes - done)
        scores = model(batch.repeated(copies))
        for name, task in model.decoders():
            vote = ballot(task.units(scores[name]))
            if tree_agreement:
                vote = vote._replace(choices=task.searched(scores[name]))
            cast[name] += vote.chunk(copies)
    return {name: found._replace(confidence=agreement(*votes(cast[name]))) for name, found in plain.items()}


def score_pool(
    folder: Path,
    pool: Sequence[Sentence],
    confidence: Confidence,
    seed: tuple[int, ...],
    *,
    tree_agreement: bool = False,
) -> dict[str, dict[str, np.ndarray]]:
    """`score` of the pool by the stored model in `folder`, for all its tasks in their order.

    What a task without a label to learn from gets right is chance: it has no accuracy.
    """
    recipe, models = load_models(folder, pick_device())
    encoded = encode_sentences(pool, recipe.subwords())
    found: dict[str, dict[str, np.ndarray]] = {}
    for which, model in enumerate(models):
        found |= score(
            model,
            encoded,
            confidence=confidence,
            tree_agreement=tree_agreement,
            temperatures=recipe.temperatures,
            seed=(*seed, which),
            progress=Progress(),
        )
    for task in recipe.unlearned:
        found[task]["accuracy"][:] = np.nan
    return found


def gold_items(pool: Sequence[Sentence], tasks: Sequence[str]) -> dict[str, np.ndarray]:
    """The items of each task that its gold labels have, float32 (n,); NaN where a sentence isn't annotated for it."""
    return {task: np.array([_items(task, sentence) for sentence in pool], dtype=np.float32) for task in tasks}


def _items(task: str, sentence: Sentence) -> float:
    label = sentence.label(task)
    return math.nan if label is None else TASKS[task].items(label)
