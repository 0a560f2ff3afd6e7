"""Confidence beside accuracy: what each task, and each aggregate of all tasks, claimed and what came true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mtal.selection.scores import aggregate_confidence


class Hindsight(NamedTuple):
    """One claim a sentence."""

    confidence: np.ndarray
    """Float (n,) in [0, 1]."""
    accuracy: np.ndarray
    """Share of right units, float (n,) in [0, 1]; NaN where the sentence isn't annotated."""

    def annotated(self) -> Hindsight:
        """Without the sentences whose accuracy isn't known."""
        known = ~np.isnan(self.accuracy)
        return Hindsight(self.confidence[known], self.accuracy[known])


def hindsights(tasks: Sequence[str], confidence: ArrayLike, accuracy: ArrayLike) -> dict[str, Hindsight]:
    """Each task by its name, and beside two tasks or more `avg`, `max` and `min`, the aggregates that are confidences.

    confidence: float (n, tasks) in [0, 1]; accuracy: float (n, tasks) in [0, 1] or NaN (not annotated).

    `avg` (MT-AVG, MT-AVGDA) sets the mean confidence against the mean accuracy (docs/method.md, "Calibration").
    For `max` and `min` the paper gives no accuracy: each repeats the claim of one task, so it is set against the
    accuracy of that task; where several tasks tie, against their mean. An aggregate needs the accuracies of all tasks.
    The other strategies order sentences by ranks or fronts, which say nothing of how much is right.

    Raises `ValueError` for shapes that don't match and values out of range.
    """
    claimed, true = _checked(tasks, confidence, accuracy)
    found = {task: Hindsight(claimed[:, column], true[:, column]) for column, task in enumerate(tasks)}
    if len(tasks) > 1:
        found["avg"] = Hindsight(aggregate_confidence("avg", claimed), true.mean(axis=1))
        for name in ("max", "min"):
            extreme = aggregate_confidence(name, claimed)
            found[name] = Hindsight(extreme, _accuracy_of(extreme, claimed, true))
    return found


def _accuracy_of(extreme: np.ndarray, claimed: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Mean accuracy (n,) of the tasks whose confidence is `extreme`; NaN where any task's accuracy is."""
    whose = claimed == extreme[:, None]
    return (whose * true).sum(axis=1) / whose.sum(axis=1)  # 0 * NaN is NaN


def _checked(tasks: Sequence[str], confidence: ArrayLike, accuracy: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    claimed, true = np.asarray(confidence, dtype=float), np.asarray(accuracy, dtype=float)
    if claimed.ndim != 2 or claimed.shape[1] != len(tasks) or claimed.shape != true.shape:
        raise ValueError(f"confidence {claimed.shape} and accuracy {true.shape} must both be (n, {len(tasks)})")
    if not ((claimed >= 0) & (claimed <= 1)).all():
        raise ValueError("confidence must be in [0, 1]")
    if not (((true >= 0) & (true <= 1)) | np.isnan(true)).all():
        raise ValueError("accuracy must be in [0, 1], or NaN where it isn't known")
    return claimed, true
