"""Precision, recall and F1 over things that are either found exactly or not."""

from __future__ import annotations

from collections.abc import Hashable, Set

from mtal.tasks.base import Tally


def exact_match(gold: Set[Hashable], predicted: Set[Hashable]) -> Tally:
    """What a sentence adds to the micro scores `f1`, `precision` and `recall`."""
    right, true, found = len(gold & predicted), len(gold), len(predicted)
    return {"f1": (2 * right, true + found), "precision": (right, found), "recall": (right, true)}
