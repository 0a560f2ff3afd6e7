"""Part-of-speech tagging: a tag a word, judged by the share of right words."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Tally
from mtal.tasks.tagging import Tagging


class PartOfSpeech(Tagging):
    """Part-of-speech tagging."""

    name = "pos"
    main_metric = "accuracy"

    def tally(self, gold: Sentence, predicted: list[str]) -> Tally:
        """`accuracy`: right words among those that have a gold tag."""
        judged = [true == found for true, found in zip(gold.labels["pos"], predicted, strict=True) if true is not None]
        return {"accuracy": (sum(judged), len(judged))}
