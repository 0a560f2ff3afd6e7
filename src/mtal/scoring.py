"""Confidences of every task on the unlabelled pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from torch import Tensor

from mtal.corpora.sentence import Sentence
from mtal.devices import autocast, pick_device
from mtal.models.assembly import MultiTaskModel
from mtal.models.batches import Batch, EncodedSentence, by_length, collate, encode_sentences
from mtal.models.recipe import load_models
from mtal.progress import SILENT, Progress
from mtal.seeds import seed_for
from mtal.tasks import TASKS
from mtal.tasks.units import Ballot, accuracy, agreement, ballot, entropy_confidence, votes

Confidence = Literal["entropy", "dropout_agreement"]
COLUMNS = ("confidence", "accuracy", "items")


@torch.inference_mode()
def score(
    model: MultiTaskModel,
    sentences: Sequence[EncodedSentence],
    padding: int,
    *,
    confidence: Confidence = "entropy",
    temperatures: Mapping[str, float] | None = None,
    passes: int = 10,
    seed: tuple[int, ...] = (0,),
    batch_size: int = 32,
    progress: Progress = SILENT,
) -> dict[str, dict[str, np.ndarray]]:
    """For each task `confidence`, `accuracy` and `items`, float32 (n,) each, in the order of `sentences`.

    One pass (entropy) or `passes` passes with dropout on (agreement) serve all tasks. The accuracy is the share of
    right units (paper.md 7), NaN where a sentence has no gold labels: known in simulation only, and never shown to a
    strategy. The items are those of the prediction (`Task.items`).
    """
    temperatures = temperatures or {}
    device = next(model.parameters()).device
    found = {name: np.empty((3, len(sentences)), dtype=np.float32) for name in model.tasks}
    with progress.bar("score", total=len(sentences)) as bar:
        for number, rows in enumerate(by_length(sentences, batch_size)):
            batch = collate([sentences[row] for row in rows], padding).to(device)
            model.eval()
            with autocast(device):
                scores = model(batch)
            targets = model.targets(batch)
            if confidence == "dropout_agreement":
                cast = dropout_votes(model, batch, passes, seed_for(seed[0], "agreement", *seed[1:], number))
            for name, task in model.tasks.items():
                units = task.units(scores[name])
                sure = (
                    agreement(*cast[name])
                    if confidence == "dropout_agreement"
                    else entropy_confidence(units, temperatures.get(name, 1.0))
                )
                right = accuracy(units, task.gold_units(scores[name], targets[name]))
                items = task.predicted_items(scores[name], batch.lengths)
                found[name][:, rows] = sure.cpu().numpy(), right.cpu().numpy(), items
            bar.advance(len(rows))
    return {name: dict(zip(COLUMNS, values, strict=True)) for name, values in found.items()}


def dropout_votes(model: MultiTaskModel, batch: Batch, passes: int, seed: int) -> dict[str, tuple[Tensor, Tensor]]:
    """For each task the choices in `passes` stochastic passes, int64 (passes, b, u), and which exist, bool (b, u)."""
    model.train()
    torch.manual_seed(seed)
    ballots: dict[str, list[Ballot]] = {name: [] for name in model.tasks}
    for _ in range(passes):
        with autocast(batch.pieces.device):
            scores = model(batch)
        for name, task in model.tasks.items():
            ballots[name].append(ballot(task.units(scores[name])))
    return {name: votes(cast) for name, cast in ballots.items()}


def score_pool(
    folder: Path, pool: Sequence[Sentence], confidence: Confidence, seed: tuple[int, ...]
) -> dict[str, dict[str, np.ndarray]]:
    """`score` of the pool by the stored model in `folder`, for all its tasks in their order."""
    recipe, models = load_models(folder, pick_device())
    subwords = recipe.subwords()
    encoded = encode_sentences(pool, subwords)
    found: dict[str, dict[str, np.ndarray]] = {}
    for which, model in enumerate(models):
        found |= score(
            model,
            encoded,
            subwords.padding,
            confidence=confidence,
            temperatures=recipe.temperatures,
            seed=(*seed, which),
            progress=Progress(),
        )
    return found


def gold_items(pool: Sequence[Sentence], tasks: Sequence[str]) -> dict[str, np.ndarray]:
    """The items of each task that its gold labels have, float32 (n,); 0 where a sentence has none."""
    return {task: np.array([_items(task, sentence) for sentence in pool], dtype=np.float32) for task in tasks}


def _items(task: str, sentence: Sentence) -> int:
    label = sentence.label(task)
    return TASKS[task].items(label) if label is not None else 0
