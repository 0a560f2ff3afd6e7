"""Precision, recall and F1 over things that are either found exactly or not."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Set


def exact_match(gold: Iterable[Set[Hashable]], predicted: Iterable[Set[Hashable]]) -> dict[str, float]:
    """Micro scores over sentences: `f1`, `precision` and `recall` in [0, 1]; 0 where nothing is there to divide by."""
    right, true, found = 0, 0, 0
    for expected, given in zip(gold, predicted, strict=True):
        right, true, found = right + len(expected & given), true + len(expected), found + len(given)
    return {
        "f1": 2 * right / max(1, true + found),
        "precision": right / max(1, found),
        "recall": right / max(1, true),
    }
