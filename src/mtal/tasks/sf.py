"""Slot filling as BIO tags (docs/method.md, "Tagging"), slot-level F1."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Tally
from mtal.tasks.tagging import BioTagging


class SlotFilling(BioTagging):
    """Slot filling."""

    name = "sf"
    title = "slot filling"
    wanted = "slots"
    order = 20

    def tally(self, gold: Sentence, predicted: list[str]) -> Tally:
        """Micro scores over slots, and `sentence_f1`, the mean of the sentences' own F1 (docs/method.md, "Tagging").

        A sentence without slots has an F1 of 1 where none was found.
        """
        counts = super().tally(gold, predicted)
        right, slots = counts["f1"]
        return {**counts, "sentence_f1": (right / slots if slots else 1.0, 1)}
