"""A tag a word: what all tasks of that kind share (docs/method.md, "Tagging")."""

from __future__ import annotations

from abc import ABC
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from mtal.corpora import bio
from mtal.corpora.sentence import Sentence, only_words
from mtal.tasks.base import Mention, Tally, Task, TaskOptions, words_of
from mtal.tasks.metrics import exact_match
from mtal.tasks.shapes import Shape


class Tagging(Task[TaskOptions], ABC):
    """Shared by all tasks that give each word one tag."""

    shape = Shape.TAGS
    decoder = "mtal.decoders.tagger:Tagger"

    @staticmethod
    def label_set(labels: Iterable[list[str | None]]) -> list[str]:
        """The tags of the training split, sorted."""
        return sorted({tag for tags in labels for tag in tags if tag is not None})

    @staticmethod
    def items(label: list[str | None]) -> int:
        """The words that have a tag."""
        return sum(tag is not None for tag in label)

    @staticmethod
    def mentions(tokens: Sequence[str], label: list[str | None]) -> list[Mention]:
        """The tags."""
        return [(tag, "") for tag in label if tag is not None]


class BioTagging(Tagging, ABC):
    """BIO tags, judged by the spans that they mark."""

    shape = Shape.BIO
    main_metric = "f1"
    decoder = "mtal.decoders.bio_tagger:BioTagger"

    @staticmethod
    def items(label: list[str | None]) -> int:
        """The spans that the tags mark."""
        return len(bio.spans(label))

    @staticmethod
    def partly(label: list[str | None], words: Collection[int]) -> Any:
        """The tags of these words and of the whole of each span that one of them lies in."""
        asked = frozenset(words)
        spans = (range(start, end + 1) for start, end, _ in bio.spans(label))
        return only_words(label, asked.union(*(span for span in spans if not asked.isdisjoint(span))))

    @staticmethod
    def mentions(tokens: Sequence[str], label: list[str | None]) -> list[Mention]:
        """The spans that the tags mark."""
        return [(kind, words_of(tokens, start, end)) for start, end, kind in bio.spans(label)]

    def tally(self, gold: Sentence, predicted: list[str]) -> Tally:
        """Micro precision, recall and F1 over exact, typed spans; an I without its B opens one (conlleval).

        Words without gold aren't judged (`mtal.corpora.bio.judged`).
        """
        true, found = bio.judged(gold.labels[self.name], predicted)
        return exact_match(set(bio.spans(true)), set(bio.spans(found)))
