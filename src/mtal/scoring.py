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
from mtal.tasks.units import Ballot, accuracy, agreement, ballot, entropy_confidence, votes

Confidence = Literal["entropy", "dropout_agreement"]


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
    """`{task: {"confidence": float32 (n,), "accuracy": float32 (n,)}}`, in the order of `sentences`.

    One pass (entropy) or `passes` passes with dropout on (agreement) serve all tasks. The accuracy is the share of
    right units of the plain prediction (paper.md 7), NaN where a sentence has no gold labels: known in simulation
    only, and never shown to a strategy.
    """
    device = next(model.parameters()).device
    temperatures = temperatures or {}
    found = {name: np.empty((2, len(sentences)), dtype=np.float32) for name in model.tasks}
    with progress.bar("score", total=len(sentences)) as bar:
        for number, rows in enumerate(by_length(sentences, batch_size)):
            batch = collate([sentences[row] for row in rows], padding).to(device)
            with autocast(device):
                model.eval()
                scores = model(batch)
                targets = model.targets(batch)
                units = {name: task.units(scores[name]) for name, task in model.tasks.items()}
                if confidence == "dropout_agreement":
                    cast = dropout_votes(model, batch, passes, seed_for(seed[0], "agreement", *seed[1:], number))
            for name, task in model.tasks.items():
                found[name][0, rows] = (
                    (
                        agreement(*cast[name])
                        if confidence == "dropout_agreement"
                        else entropy_confidence(units[name], temperatures.get(name, 1.0))
                    )
                    .cpu()
                    .numpy()
                )
                found[name][1, rows] = accuracy(units[name], task.gold_units(scores[name], targets[name])).cpu().numpy()
            bar.advance(len(rows))
    return {name: {"confidence": values[0], "accuracy": values[1]} for name, values in found.items()}


def dropout_votes(model: MultiTaskModel, batch: Batch, passes: int, seed: int) -> dict[str, tuple[Tensor, Tensor]]:
    """For each task the choices in `passes` stochastic passes, int64 (passes, b, u), and which exist, bool (b, u)."""
    model.train()
    torch.manual_seed(seed)
    ballots: dict[str, list[Ballot]] = {name: [] for name in model.tasks}
    for _ in range(passes):
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
