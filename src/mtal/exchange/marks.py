"""What an annotator marks in a sentence, as most tools have it: spans, arrows between spans, classes of the sentence.

Each entry of the sentence schema has its form in marks, by its shape (`mtal.tasks.shapes`):

- BIO tags: a span for each B and the I's behind it, labelled with the type
- a tag a word: a span of one word, labelled with the tag
- choices: classes
- spans and pairs: entities as spans, which may nest; relations as arrows
- a tree: an arrow from each head to its word, labelled with the relation; the root's word is a span with its relation
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from mtal.corpora import bio
from mtal.corpora.bio import Span
from mtal.corpora.report import shown
from mtal.exchange.faults import Unfit
from mtal.tasks.layers import shape
from mtal.tasks.shapes import Shape

Ends = tuple[int, int]
"""First and last word (inclusive) of a span, from 0."""
WORD = "word"
"""The label of a word that is no more than an end of arrows, for tools whose arrows need marked ends."""
ROOT = "root"
"""The relation of a root that nobody labelled."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one entry of one sentence."""

    spans: list[Span] = field(default_factory=list)
    arrows: list[tuple[Ends, Ends, str]] = field(default_factory=list)
    """From, to and label."""
    classes: list[str] = field(default_factory=list)

    def with_words(self, words: Sequence[str]) -> Marks:
        """The marks with a span for each word that has none."""
        marked = {start for start, *_ in self.spans}
        others = [(i, i, WORD) for i in range(len(words)) if i not in marked]
        return Marks(sorted([*self.spans, *others]), self.arrows, self.classes)


def marks(layer: str, label: Any) -> Marks:
    """The marks that stand for a label entry."""
    return WRITTEN[shape(layer)](label)


def label(layer: str, found: Marks, words: Sequence[str]) -> Any:
    """The label entry that marks stand for, the inverse of `marks`; `Unfit` where they stand for none."""
    return READ[shape(layer)](found, words)


def _tree_marks(tree: dict[str, list[Any]]) -> Marks:
    spans, arrows = [], []
    for word, (head, relation) in enumerate(zip(tree["heads"], tree["deprels"], strict=True)):
        if head == 0:
            spans.append((word, word, relation or ROOT))
        elif head is not None and relation is not None:
            arrows.append(((head - 1, head - 1), (word, word), relation))
    return Marks(spans, arrows)


def _graph_marks(graph: dict[str, list[list[Any]]]) -> Marks:
    spans = [(start, end, kind) for start, end, kind in graph["entities"]]
    return Marks(spans, [((a, b), (c, d), kind) for a, b, c, d, kind in graph["relations"]])


WRITTEN: dict[Shape, Callable[[Any], Marks]] = {
    Shape.BIO: lambda tags: Marks(bio.spans(tags)),
    Shape.CHOICES: lambda names: Marks(classes=list(names)),
    Shape.PAIRS: _graph_marks,
    Shape.SPANS: _graph_marks,
    Shape.TAGS: lambda tags: Marks([(i, i, tag) for i, tag in enumerate(tags) if tag is not None]),
    Shape.TREE: _tree_marks,
}


def _tags(found: Marks, words: Sequence[str]) -> list[str | None]:
    """One tag a word; None for a word without."""
    tags: list[str | None] = [None] * len(words)
    for first, last, tag in dict.fromkeys(found.spans):
        if first != last:
            raise Unfit(f"the tag {shown(tag)} is on several words, {named(words, first, last)}")
        if tags[first] is not None:
            raise Unfit(f"word {named(words, first)} has two tags, {shown(tags[first])} and {shown(tag)}")
        tags[first] = tag
    return tags


def _bio(found: Marks, words: Sequence[str]) -> list[str]:
    spans = sorted(set(found.spans))
    for (_, last, _), (first, end, _) in pairwise(spans):
        if first <= last:
            raise Unfit(f"the span {named(words, first, end)} overlaps another one")
    return bio.tags(spans, len(words))


def _graph(found: Marks, words: Sequence[str]) -> dict[str, list[list[Any]]]:
    kinds: dict[Ends, str] = {}
    for first, last, kind in found.spans:
        if kinds.setdefault((first, last), kind) != kind:
            types = f"{shown(kinds[first, last])} and {shown(kind)}"
            raise Unfit(f"the entity {named(words, first, last)} has two types, {types}")
    for one, other, kind in found.arrows:
        if one == other:
            raise Unfit(f"the relation {shown(kind)} leads from {named(words, *one)} to itself")
        for end in (one, other):
            if end not in kinds:
                raise Unfit(f"the relation {shown(kind)} has an end that is no entity, {named(words, *end)}")
    entities = [[*ends, kind] for ends, kind in kinds.items()]
    return {"entities": entities, "relations": [[*a, *b, kind] for a, b, kind in dict.fromkeys(found.arrows)]}


def _tree(found: Marks, words: Sequence[str]) -> dict[str, list[Any]]:
    """Heads and relations; whether they make a tree is left to `mtal.exchange.soundness`."""
    heads: list[int | None] = [None] * len(words)
    relations: list[str | None] = [None] * len(words)
    for head, word, relation in _word_arrows(found, words):
        if heads[word] is not None:
            raise Unfit(f"word {named(words, word)} has two heads")
        heads[word], relations[word] = (0 if head == word else head + 1), relation
    own = {first: kind for first, _, kind in found.spans if kind != WORD}
    for root in [i for i, head in enumerate(heads) if head is None]:
        heads[root], relations[root] = 0, own.get(root, ROOT)
    return {"heads": heads, "deprels": relations}


def _word_arrows(found: Marks, words: Sequence[str]) -> Iterable[tuple[int, int, str]]:
    """Head, word and relation of each arrow; one from a word to itself is how some tools draw a root."""
    for (head, last_head), (word, last_word), relation in dict.fromkeys(found.arrows):
        if head != last_head or word != last_word:
            several = named(words, *((head, last_head) if head != last_head else (word, last_word)))
            raise Unfit(f"the arrow {shown(relation)} ends at several words, {several}")
        yield head, word, relation


READ: dict[Shape, Callable[[Marks, Sequence[str]], Any]] = {
    Shape.BIO: _bio,
    Shape.CHOICES: lambda found, words: list(dict.fromkeys(found.classes)),
    Shape.PAIRS: _graph,
    Shape.SPANS: _graph,
    Shape.TAGS: _tags,
    Shape.TREE: _tree,
}


def named(words: Sequence[str], first: int, last: int | None = None) -> str:
    """A word, or the words of a span, as messages have them: by number, from 1, and quoted."""
    if last is None or last == first:
        return f"{first + 1} ({shown(words[first])})"
    return f"{first + 1}-{last + 1} ({shown(' '.join(words[first : last + 1]))})"
