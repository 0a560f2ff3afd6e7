"""Relations between entity spans (docs/method.md, "Relations")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import Field

from mtal.corpora.sentence import Sentence
from mtal.tasks.base import Mention, Tally, Task, TaskOptions, words_of
from mtal.tasks.metrics import exact_match
from mtal.tasks.shapes import Shape


class PairOptions(TaskOptions):
    """Sizes of the pair classifier (`tasks.re.…`); the defaults are the paper's joint model's, but for `own_words`."""

    span_size: int = Field(512, gt=0)
    distance_size: int = Field(64, gt=0)
    pair_size: int = Field(128, gt=0)
    dropout: float = Field(0.3, ge=0, lt=1)
    own_words: bool = True
    """Whether the relation task's own vectors of a span's first and last word stand beside the span vector that named
    entities made: without them (the paper's joint model), the stack that `cmt` has for relations would be idle."""


class Relations(Task[PairOptions]):
    """Each ordered pair of two spans that `ner_span` kept has one relation or none."""

    name = "re"
    shape = Shape.PAIRS
    title = in_full = "relations between entities"
    wanted = places = "relations"
    order = 70
    main_metric = "f1"
    decoder = "mtal.decoders.pair_classifier:PairClassifier"
    Options = PairOptions
    needs = ("ner_span",)

    @staticmethod
    def label_set(labels: Iterable[dict[str, Any]]) -> list[str]:
        """The relations of the training split, sorted."""
        return sorted({kind for label in labels for *_, kind in label["relations"]})

    @staticmethod
    def items(label: dict[str, Any]) -> int:
        """The relations."""
        return len(label["relations"])

    @staticmethod
    def mentions(tokens: Sequence[str], label: dict[str, Any]) -> list[Mention]:
        """The relations, each with the words of its two spans."""
        return [
            (kind, f"{words_of(tokens, *ends[:2])} → {words_of(tokens, *ends[2:])}")
            for *ends, kind in label["relations"]
        ]

    def tally(self, gold: Sentence, predicted: dict[str, list[list[Any]]]) -> Tally:
        """Micro F1, precision and recall over ordered pairs: exact boundaries and the right relation.

        The `strict_` ones want the types of both entities right as well. All gold relations count, also several of a
        pair and those of spans that are too wide to be found.
        """
        sides = gold.labels[self.name], predicted
        loose = exact_match(*({tuple(relation) for relation in label["relations"]} for label in sides))
        strict = exact_match(*map(_typed, sides))
        return loose | {f"strict_{name}": counts for name, counts in strict.items()}


def _typed(label: dict[str, list[list[Any]]]) -> set[tuple[Any, ...]]:
    """Relations with the types of their entities; None for a span that isn't one."""
    kinds = {(start, end): kind for start, end, kind in label["entities"]}
    return {(*r, kinds.get((r[0], r[1])), kinds.get((r[2], r[3]))) for r in label["relations"]}
