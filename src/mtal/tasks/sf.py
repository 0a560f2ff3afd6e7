"""Slot filling as BIO tags (docs/method.md, "Tagging"), slot-level F1."""

from __future__ import annotations

from collections.abc import Sequence

from mtal.corpora import bio
from mtal.corpora.sentence import Sentence
from mtal.tasks.tagging import BioTagging


class SlotFilling(BioTagging):
    """Slot filling."""

    name = "sf"

    @classmethod
    def metrics(cls, gold: Sequence[Sentence], predicted: Sequence[list[str]]) -> dict[str, float]:
        """Micro scores over slots, and the mean over sentences of each sentence's F1 (docs/method.md, "Tagging")."""
        means = [sentence_f1(*bio.judged(s.labels["sf"], tags)) for s, tags in zip(gold, predicted, strict=True)]
        return super().metrics(gold, predicted) | {"sentence_f1": sum(means) / max(1, len(means))}


def sentence_f1(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """F1 of one sentence's spans; 1 where there are none and none was found.

    >>> sentence_f1(["B-x", "I-x", "B-y"], ["B-x", "I-x", "O"])
    0.6666666666666666
    """
    true, found = set(bio.spans(gold)), set(bio.spans(predicted))
    return 2 * len(true & found) / (len(true) + len(found)) if true or found else 1.0
