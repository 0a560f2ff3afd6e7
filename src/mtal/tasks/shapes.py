"""What labels are like: what reads, compares, marks or writes them goes by this, whichever task they are of."""

from __future__ import annotations

from enum import Enum


class Shape(Enum):
    """The forms that a label has; each has one form of entry in the sentence schema (`mtal.corpora.sentence`)."""

    CHOICES = "choices"
    """Some names of the label set, said of the sentence: `[name, …]`, at least one."""
    BIO = "bio"
    """Spans that neither overlap nor nest, as a BIO tag a word: `[tag | None, …]`."""
    TAGS = "tags"
    """A tag a word: `[tag | None, …]`."""
    TREE = "tree"
    """A head and a relation a word: `{"heads": [int | None, …], "deprels": [str | None, …]}`."""
    SPANS = "spans"
    """Spans that may nest: `{"entities": [[start, end, type], …], "relations": []}`."""
    PAIRS = "pairs"
    """Relations between spans that another task finds, which the same entry has: `relations` beside `entities`."""


GRAPHS = frozenset({Shape.SPANS, Shape.PAIRS})
"""Whose entry has spans and what is between them. Their places are those that somebody marks: nobody counts others."""
PART = {Shape.SPANS: "entities", Shape.PAIRS: "relations"}
"""Of an entry that has both, what labels of a shape are."""
ARROWED = frozenset({Shape.TREE, Shape.PAIRS})
"""Which tools draw as arrows from one place of the sentence to another."""
OF_WORDS = frozenset({Shape.BIO, Shape.TAGS, Shape.TREE})
"""Whose labels are of words, one a unit of the decoder: some words of a sentence can be asked alone."""
EACH_WORD = frozenset({Shape.TAGS, Shape.TREE})
"""In which every word is an item."""
