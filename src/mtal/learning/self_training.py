"""Self-training: a model labels what nobody has bought, and another learns from the surest of that as well.

docs/method.md, "Self-training". A *free* unit is one without a label that was bought: all of a sentence that isn't
labelled, or what is missing in one that is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.decoders.units import IGNORED
from mtal.learning.confidence import entropy_confidence, entropy_doubts
from mtal.learning.evaluation import predict
from mtal.models.encoded import EncodedSentences, encode_sentences
from mtal.models.multitask import MultiTaskModel
from mtal.models.subwords import Subwords
from mtal.progress import SILENT, Progress
from mtal.tasks import TASKS
from mtal.tasks.shapes import GRAPHS, PART


class Free(NamedTuple):
    """The k free units of one task."""

    row: np.ndarray
    """The sentence of each, int64 (k,), ascending."""
    place: np.ndarray
    """Which of its sentence's units each is, int64 (k,), ascending in a sentence."""
    sure: np.ndarray
    """Confidence, float32 (k,) in [0, 1]."""


class Lesson(NamedTuple):
    """What a training learns from."""

    sentences: list[Sentence]
    annotated: dict[str, set[str]]
    """For each task the ids of the sentences whose labels it may learn from."""


def self_taught(
    teacher: MultiTaskModel,
    lesson: Lesson,
    pool: Iterable[Sentence],
    share: float,
    subwords: Subwords,
    progress: Progress = SILENT,
) -> Lesson:
    """`lesson`, what `teacher` learned from, and of what it finds in free units the surest `share` of each task.

    pool: any sentences; labels of theirs aren't read, and those of `lesson` are left out.
    """
    tasks = [task for task in teacher.definitions if lesson.annotated[task]]
    known = {sentence.id for sentence in lesson.sentences}
    bought = [as_bought(sentence, lesson.annotated, tasks) for sentence in lesson.sentences]
    sentences = [*bought, *(replace(sentence, labels={}) for sentence in pool if sentence.id not in known)]
    free = free_units(teacher, encode_sentences(sentences, subwords), lesson.annotated, tasks, progress)
    joins = np.arange(len(sentences)) >= len(bought)
    kept = surest([free[task] for task in tasks], share, joins, most=len(bought))
    places = {task: _places(free[task], chosen) for task, chosen in zip(tasks, kept, strict=True)}
    for task, chosen in zip(tasks, kept, strict=True):
        progress.say(f"{task}: learns from {chosen.sum()} of {len(chosen)} units that nobody labelled")
    return _filled_lesson(teacher, lesson, sentences, len(bought), places, subwords)


def as_bought(sentence: Sentence, annotated: Mapping[str, set[str]], tasks: Iterable[str]) -> Sentence:
    """The sentence with the labels of those of `tasks` that it is annotated for, alone."""
    labels: dict[str, Any] = {}
    for task in tasks:
        if sentence.id not in annotated[task]:
            continue
        entry = ENTRIES.get(task, task)
        label: Any = sentence.labels[entry]
        labels[entry] = _with_field(labels.get(entry), task, label[_part(task)]) if _is_whole(task) else label
    return replace(sentence, labels=labels)


@torch.inference_mode()
def free_units(
    model: MultiTaskModel,
    sentences: EncodedSentences,
    annotated: Mapping[str, set[str]],
    tasks: Sequence[str],
    progress: Progress = SILENT,
) -> dict[str, Free]:
    """The free units of each task, and how sure the model is of them."""
    model.eval()
    found: dict[str, list[np.ndarray]] = {task: [np.zeros((3, 0))] for task in tasks}
    with progress.bar("find what is sure", total=len(sentences)) as bar:
        for rows, batch in model.in_batches(sentences):
            scores, targets = model(batch), model.targets(batch, annotated)
            for task, decoder in model.decoders():
                if task not in found:
                    continue
                units = decoder.units(scores[task])
                if _is_whole(task):
                    sure = entropy_confidence(units).unsqueeze(1)
                    ids = annotated[task]
                    free = torch.tensor([[sentence.id not in ids] for sentence in batch.sentences])
                else:
                    sure = 1 - entropy_doubts(units)
                    free = units.mask & (decoder.gold_units(scores[task], targets[task]) == IGNORED)
                found[task].append(_of_batch(rows, free, sure))
            bar.advance(len(rows))
    return {task: _in_order(np.concatenate(parts, axis=1)) for task, parts in found.items()}


def surest(free: Sequence[Free], share: float, joins: np.ndarray, most: int) -> list[np.ndarray]:
    """Which units of each task are kept, bool (k,) each.

    Of each task the surest `share`, rounded down, ties by order. Of the sentences that would join (`joins`, bool a
    row), `most` stay, the surest by the mean over tasks of the mean over their free units, ties by row; the others lose
    all their units.
    """
    kept = [_first(-task.sure, math.floor(share * len(task.sure) + 1e-9)) for task in free]
    wanted = np.zeros(len(joins), dtype=bool)
    for task, chosen in zip(free, kept, strict=True):
        wanted[task.row[chosen]] = True
    new = np.flatnonzero(wanted & joins)
    stays = ~joins
    stays[new[_first(-_sureness(free, len(joins))[new], most)]] = True
    return [chosen & stays[task.row] for task, chosen in zip(free, kept, strict=True)]


def filled(sentence: Sentence, task: str, label: Any, places: np.ndarray) -> Sentence:
    """The sentence with a predicted label of `task`, where it has none: of words those at `places`, int64 (k,)."""
    entry = ENTRIES.get(task, task)
    old = sentence.labels.get(entry)
    if _is_whole(task):
        found = label[_part(task)] if isinstance(label, dict) else label
        new: Any = _with_field(old, task, found)
    elif isinstance(label, dict):
        new = {name: _merged(old and old[name], row, places) for name, row in label.items()}
    else:
        new = _merged(old, label, places)
    return replace(sentence, labels=sentence.labels | {entry: new})


def _merged(old: Sequence[Any] | None, row: Sequence[Any], places: np.ndarray) -> list[Any]:
    chosen = set(places.tolist())
    known = old or [None] * len(row)
    return [new if was is None and i in chosen else was for i, (was, new) in enumerate(zip(known, row, strict=True))]


def _with_field(old: Mapping[str, Any] | None, task: str, found: Any) -> dict[str, Any]:
    """An entry of spans and relations, of which `task` fills its own."""
    return {"entities": [], "relations": [], **(old or {}), _part(task): found}


def _is_whole(task: str) -> bool:
    """Whether labels of a task are of no list of words, so that a sentence is filled as a whole or not at all."""
    return TASKS[task].shape in GRAPHS


def _part(task: str) -> str:
    """Where a task that fills whole sentences has its labels, in an entry that another one reads as well."""
    return PART[TASKS[task].shape]


def _of_batch(rows: np.ndarray, free: Tensor, sure: Tensor) -> np.ndarray:
    """Sentence, place and confidence of the free units of a batch, float64 (3, k)."""
    sentence, place = free.cpu().nonzero(as_tuple=True)
    return np.stack([rows[sentence.numpy()], place.numpy(), sure.cpu()[sentence, place].double().numpy()])


def _in_order(units: np.ndarray) -> Free:
    row, place, sure = units[:, np.lexsort((units[1], units[0]))]
    return Free(row.astype(np.int64), place.astype(np.int64), sure.astype(np.float32))


def _first(values: np.ndarray, count: int) -> np.ndarray:
    """Where the `count` lowest values are, ties by order, bool (k,)."""
    chosen = np.zeros(len(values), dtype=bool)
    chosen[np.argsort(values, kind="stable")[:count]] = True
    return chosen


def _sureness(free: Sequence[Free], rows: int) -> np.ndarray:
    """For each sentence the mean over tasks of the mean over its free units, float64 (rows,); -1 without any."""
    total, tasks = np.zeros((2, rows))
    for task in free:
        count = np.bincount(task.row, minlength=rows)
        total += np.bincount(task.row, task.sure.astype(np.float64), minlength=rows) / np.maximum(count, 1)
        tasks += count > 0
    return np.where(tasks > 0, total / np.maximum(tasks, 1), -1)


def _places(free: Free, kept: np.ndarray) -> dict[int, np.ndarray]:
    """The places of the kept units by sentence."""
    rows, starts = np.unique(free.row[kept], return_index=True)
    return dict(zip(rows.tolist(), np.split(free.place[kept], starts)[1:], strict=True))


def _filled_lesson(
    teacher: MultiTaskModel,
    lesson: Lesson,
    sentences: Sequence[Sentence],
    bought: int,
    places: Mapping[str, Mapping[int, np.ndarray]],
    subwords: Subwords,
) -> Lesson:
    """The sentences of the lesson, which stand first in `sentences`, and those that join, filled at `places`."""
    rows = sorted({row for of_task in places.values() for row in of_task})
    found = predict(teacher, encode_sentences([sentences[row] for row in rows], subwords), quickly=True)
    made, annotated = dict(enumerate(sentences[:bought])), {task: set(ids) for task, ids in lesson.annotated.items()}
    for number, row in enumerate(rows):
        made[row] = sentences[row]
        for task, of_task in places.items():
            if row in of_task:
                made[row] = filled(made[row], task, found[task][number], of_task[row])
                annotated[task].add(made[row].id)
    return Lesson([made[row] for row in sorted(made)], annotated)
