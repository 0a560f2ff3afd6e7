"""Part-of-speech tagging: a tag a word, judged by the share of right words."""

from __future__ import annotations

from collections.abc import Sequence

from mtal.corpora.sentence import Sentence
from mtal.tasks.tagging import Tagging


class PartOfSpeech(Tagging):
    """Part-of-speech tagging."""

    name = "pos"
    main_metric = "accuracy"

    @staticmethod
    def metrics(gold: Sequence[Sentence], predicted: Sequence[list[str]]) -> dict[str, float]:
        """Share of right words among those that have a gold tag."""
        pairs = [
            (true, found)
            for sentence, tags in zip(gold, predicted, strict=True)
            for true, found in zip(sentence.labels["pos"], tags, strict=True)
            if true is not None
        ]
        return {"accuracy": sum(true == found for true, found in pairs) / len(pairs)} if pairs else {}
