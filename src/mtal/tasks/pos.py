"""Part-of-speech tagging: a tag a word, judged by the share of right words."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Price, Tally
from mtal.tasks.tagging import Tagging


class PartOfSpeech(Tagging):
    """Part-of-speech tagging."""

    name = "pos"
    title = in_full = "part-of-speech tags"
    wanted = "tags"
    order = 40
    first_price = Price(item=0)
    main_metric = "accuracy"

    def tally(self, gold: Sentence, predicted: list[str]) -> Tally:
        """`accuracy`: right words among those that have a gold tag."""
        both = zip(gold.labels[self.name], predicted, strict=True)
        judged = [true == found for true, found in both if true is not None]
        return {"accuracy": (sum(judged), len(judged))}
