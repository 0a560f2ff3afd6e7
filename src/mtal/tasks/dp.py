"""Dependency parsing: a head and a relation a word, LAS and UAS (docs/method.md, "Dependency parsing")."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import Field

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Mention, Tally, Task, TaskOptions
from mtal.tasks.shapes import Shape


class ParserOptions(TaskOptions):
    """Sizes of the parser (`tasks.dp.…`)."""

    arc_size: int = Field(384, gt=0)
    relation_size: int = Field(128, gt=0)
    relation_subtypes: bool = False
    """LAS compares relations whole (`nsubj:pass`), not up to ":"."""


class DependencyParsing(Task[ParserOptions]):
    """Heads and relations of all words; its confidence is about heads alone (docs/method.md, "Units")."""

    name = "dp"
    shape = Shape.TREE
    title = "dependency parsing"
    wanted = "parsing"
    in_full = "dependency heads and relations"
    order = 50
    main_metric = "las"
    decoder = "mtal.decoders.parser:Parser"
    Options = ParserOptions

    @staticmethod
    def label_set(labels: Iterable[dict[str, Any]]) -> list[str]:
        """The relations of the training split, sorted."""
        return sorted({relation for tree in labels for relation in tree["deprels"] if relation is not None})

    @staticmethod
    def items(label: dict[str, Any]) -> int:
        """The words that have a head."""
        return sum(head is not None for head in label["heads"])

    @staticmethod
    def mentions(tokens: Sequence[str], label: dict[str, Any]) -> list[Mention]:
        """The relations of its words."""
        return [(relation, "") for relation in label["deprels"] if relation is not None]

    def tally(self, gold: Sentence, predicted: dict[str, Any]) -> Tally:
        """LAS and UAS over all words and without punctuation; relations are compared up to ":".

        With `relation_subtypes` they are compared whole. UAS is over the words that have a gold head, LAS over those
        that have a gold relation as well.
        """
        right, words, truth = Counter[str](), Counter[str](), gold.labels[self.name]
        for token, head, relation, true_head, true_relation in zip(
            gold.tokens, predicted["heads"], predicted["deprels"], truth["heads"], truth["deprels"], strict=True
        ):
            if true_head is None:
                continue
            judged = {"uas": head == true_head}
            if true_relation is not None:
                judged["las"] = judged["uas"] and self._judged(relation) == self._judged(true_relation)
            for name, fits in judged.items():
                for score in (name,) if is_punctuation(token) else (name, f"{name}_without_punctuation"):
                    right[score] += fits
                    words[score] += 1
        return {name: (right[name], count) for name, count in words.items()}

    def _judged(self, relation: str) -> str:
        return relation if self.options.relation_subtypes else relation.split(":")[0]


def is_punctuation(token: str) -> bool:
    """True if every character is punctuation (Unicode categories P*), or the word is a treebank bracket or quote."""
    return token in TREEBANK_PUNCTUATION or all(unicodedata.category(character)[0] == "P" for character in token)


TREEBANK_PUNCTUATION = {"-LRB-", "-RRB-", "-LCB-", "-RCB-", "-LSB-", "-RSB-", "``", "''"}
