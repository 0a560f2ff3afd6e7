"""Confidences of every task on the unlabelled pool."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import torch
from torch import Tensor

from mtal.corpora.sentence import Sentence
from mtal.decoders.base import Targets
from mtal.learning.confidence import Ballot, OverUnits, accuracy, agreement, ballot, entropy_confidence, votes
from mtal.learning.devices import pick_device
from mtal.learning.parts import WHOLE, Part, Scored, Table
from mtal.learning.word_doubts import of_words
from mtal.learning.words import WordScores, unknown
from mtal.models.batches import Batch, by_length
from mtal.models.encoded import EncodedSentences, encode_sentences
from mtal.models.multitask import MultiTaskModel
from mtal.models.storage import load_models
from mtal.models.vectors import sentence_vectors
from mtal.progress import SILENT, Progress
from mtal.seeds import seed_for
from mtal.tasks import Task, word_tasks

Confidence = Literal["entropy", "dropout_agreement"]


@dataclass(frozen=True)
class Kind:
    """Which confidence a pool is scored with."""

    confidence: Confidence = "entropy"
    over: OverUnits | None = None
    """What is made of a sentence's units; None: their mean."""
    smoothing: float = 0.0
    """Of entropy: the label smoothing whose ceiling confidences are divided by; 0: they aren't."""
    tree_agreement: bool = False
    """Of dropout agreement: each pass votes with what full search finds in it, see `by_agreement`."""
    vectors: bool = False
    """Whether sentences get a vector each as well."""
    words: bool = False
    """Whether words are scored as well, for tasks that label words."""


PLAIN = Kind()

BATCH = 32
"""Most sentences in a batch."""

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
    gold_items: Tensor
    """Slots or entities of the gold labels, float32 (b,); NaN where a sentence isn't annotated for the task."""


COLUMNS = Found._fields


@torch.inference_mode()
def score(
    model: MultiTaskModel,
    sentences: EncodedSentences,
    *,
    kind: Kind = PLAIN,
    temperatures: Mapping[str, float] | None = None,
    passes: int = 10,
    seed: tuple[int, ...] = (0,),
    batch_size: int = BATCH,
    part: Part = WHOLE,
    vectors: np.ndarray | None = None,
    words: WordScores | None = None,
    progress: Progress = SILENT,
) -> Table:
    """What is found out about `sentences`, in their order; NaN for those in batches that another part has.

    vectors: float (sentences, size of the encoder), is filled with a vector a sentence; words: is filled too.

    One pass (entropy) or `passes` passes with dropout on (agreement) serve all tasks.
    """
    table = {name: np.full((len(COLUMNS), len(sentences)), np.nan, dtype=np.float32) for name in model.tasks}
    batches = part.share(by_length(sentences.lengths, batch_size))
    with progress.bar("score", total=sum(len(rows) for _, rows in batches)) as bar:
        for number, rows in batches:
            batch = model.batch(sentences, rows)
            hidden = model.eval().read(batch)
            scores, targets = model.scores(hidden, batch), model.targets(batch)
            found = by_entropy(model, batch, scores, targets, kind, temperatures or {})
            if words is not None:
                words.fill(rows, of_words(model, scores, targets, temperatures or {}, kind.smoothing))
            if kind.confidence == "dropout_agreement":
                drawn = seed_for(seed[0], "agreement", *seed[1:], number)
                found = by_agreement(model, batch, found, kind, passes, drawn)
            if vectors is not None:
                vectors[rows] = sentence_vectors(hidden, batch).cpu().numpy()
            for name, columns in found.items():
                table[name][:, rows] = torch.stack([column.float() for column in columns]).cpu().numpy()
            bar.advance(len(rows))
    return {name: dict(zip(COLUMNS, values, strict=True)) for name, values in table.items()}


def by_entropy(
    model: MultiTaskModel,
    batch: Batch,
    scores: Mapping[str, Any],
    targets: Mapping[str, Targets],
    kind: Kind,
    temperatures: Mapping[str, float],
) -> dict[str, Found]:
    """What one plain pass, which `scores` are of, finds for each task (docs/method.md, "Entropy confidence")."""
    found = {}
    for name, task in model.decoders():
        units = task.units(scores[name])
        temperature = temperatures.get(name, 1.0)
        sure = entropy_confidence(units, temperature, smoothing=kind.smoothing, over=kind.over)
        right = accuracy(ballot(units), task.gold_units(scores[name], targets[name]))
        found[name] = Found(sure, right, task.predicted_items(scores[name]), gold_items(model.definitions[name], batch))
    return found


def gold_items(task: Task[Any], batch: Batch) -> Tensor:
    """The items of `task` that the gold labels have, float32 (b,); NaN where a sentence isn't annotated for it."""
    labels = [sentence.label(task.name) for sentence in batch.sentences]
    items = [math.nan if label is None else task.items(label) for label in labels]
    return torch.tensor(items, dtype=torch.float32, device=batch.pieces.device)


def by_agreement(
    model: MultiTaskModel, batch: Batch, plain: Mapping[str, Found], kind: Kind, passes: int, seed: int
) -> dict[str, Found]:
    """The agreement of `passes` passes with dropout on (docs/method.md, "Dropout agreement"), several made at a time.

    A pass votes with the best choice of each unit or, with `kind.tree_agreement`, with what full search finds in it:
    for the parser the heads of the best tree, as the authors' code has it.

    Accuracy and items are those of the plain pass, `plain`: they are about the model that is evaluated.
    """
    model.train()
    torch.manual_seed(seed)
    at_once = max(1, STACKED // batch.pieces.numel())
    cast: dict[str, list[Ballot]] = {name: [] for name in model.tasks}
    for done in range(0, passes, at_once):
        copies = min(at_once, passes - done)
        scores = model(batch.repeated(copies))
        for name, task in model.decoders():
            vote = ballot(task.units(scores[name]))
            if kind.tree_agreement:
                vote = vote._replace(choices=task.searched(scores[name]))
            cast[name] += vote.chunk(copies)
    return {name: found._replace(confidence=agreement(*votes(cast[name]), kind.over)) for name, found in plain.items()}


def score_pool(
    folder: Path, pool: Sequence[Sentence], kind: Kind, seed: tuple[int, ...], *, part: Part = WHOLE
) -> Scored:
    """`score` of the pool, or of a part of its batches, by the stored model in `folder`, for all its tasks in order.

    Of the pool only the subwords are kept in memory; a batch asks for its sentences, which may lie in a file. What a
    task without a label to learn from gets right is chance: it has no accuracy. Vectors are the first model's.
    """
    recipe, models = load_models(folder, pick_device())
    encoded = encode_sentences(pool, recipe.subwords())
    found: Table = {}
    words = unknown(word_tasks(recipe.tasks), encoded.flat.bounds) if kind.words else None
    vectors = np.zeros((len(pool), 0), dtype=np.float16)
    for which, model in enumerate(models):
        if kind.vectors and which == 0:
            vectors = np.zeros((len(pool), model.size), dtype=np.float16)
        found |= score(
            model,
            encoded,
            kind=kind,
            temperatures=recipe.temperatures,
            seed=(*seed, which),
            part=part,
            vectors=vectors if kind.vectors and which == 0 else None,
            words=words,
            progress=Progress(),
        )
    for task in recipe.unlearned:
        found[task]["accuracy"][:] = np.nan
    first = next(iter(found.values()))
    rows = np.flatnonzero(~np.isnan(first["confidence"]))  # the others are in other parts' batches
    table = {task: {name: values[rows] for name, values in of.items()} for task, of in found.items()}
    return Scored(rows, table, vectors[rows], words.at(rows) if words else None)
