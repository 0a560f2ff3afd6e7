"""The words of the demo language: classes of entries ranked by frequency, drawn after Zipf's law.

The notation of `lexicon/*.txt` (a word is anything between blanks, `#` starts a comment):

    [thing new=0.05 cast=3]     a class; `new` and `cast` are optional
    car knife(knives) box       entries, most frequent first
    take(took,taken)            irregular forms: plural; past, participle; or TAG=form
    stop+                       doubles its last consonant
    rely|on                     further fields, which a grammar rule can use
    < <root>ville               a pattern: `<root>` stands for a word of the class `root`
    +shared                     all entries of another class

`new` is the share of draws that make up a word from the patterns instead of taking an entry. `cast` gives each
document a few words of the class, which most of its draws repeat, as a news story keeps to its people and places.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from mtal.demo.inflect import inflect

_REFERENCE = re.compile(r"<(\w+)>")
_ENTRY = re.compile(r"(?P<lemma>[^(|]+?)(?P<doubles>\+?)(?:\((?P<forms>[^)]*)\))?(?:\|(?P<fields>.*))?$")
_CLOSED = 12  # classes this short are the same in every domain
_MISSING = 0.3  # share of the other classes' words that a domain does without
_FROM_CAST = 0.7
_TRIES = 3  # at a word that its sentence doesn't have yet


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with its irregular forms by Penn tag and its further fields (the preposition it takes, say)."""

    lemma: str
    doubles: bool = False
    forms: dict[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()

    def form(self, tag: str) -> str:
        """The form for a tag that may carry a feature: `VBD+P` looks for itself first, then for `VBD`."""
        plain = tag.partition("+")[0]
        listed = self.forms.get(tag) or self.forms.get(plain)
        return listed or inflect(self.lemma, plain, doubles=self.doubles)


@dataclass(slots=True)
class WordClass:
    """The entries of one class, most frequent first."""

    entries: list[Entry] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    new: float = 0.0
    cast: int = 0


def parse_entry(text: str) -> Entry:
    """`give(gave,given)|to` and the like; `_` stands for a blank."""
    match = _ENTRY.match(text)
    if match is None:
        raise ValueError(f"not a lexicon entry: {text}")
    forms: dict[str, str] = {}
    bare = []
    for part in filter(None, (match["forms"] or "").split(",")):
        tag, equals, form = part.partition("=")
        if equals:
            forms[tag] = form
        else:
            bare.append(part)
    if bare:
        forms |= {"NNS": bare[0], "VBD": bare[0], "VBN": bare[-1]}
    fields = tuple(match["fields"].split("|")) if match["fields"] else ()
    return Entry(match["lemma"], bool(match["doubles"]), forms, fields)


def parse_lexicon(lines: Iterable[str]) -> dict[str, WordClass]:
    """The classes of a lexicon in its text notation, by name."""
    classes: dict[str, WordClass] = {}
    current = WordClass()
    for line in lines:
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            name, *options = line.strip("[]").split()
            settings = dict(option.split("=") for option in options)
            current = classes[name] = WordClass(new=float(settings.get("new", 0)), cast=int(settings.get("cast", 0)))
        elif line.startswith("<"):
            current.patterns.extend(line.split()[1:])
        else:
            for text in line.split():
                extra = classes[text[1:]].entries if text[0] == "+" and len(text) > 1 else [parse_entry(text)]
                current.entries.extend(extra)
    return classes


class Vocabulary:
    """The lexicon as one domain uses it: some words missing, the others in an order of its own.

    It depends on the domain only, not on the seed of a corpus: two corpora are two samples of one language.
    """

    def __init__(self, classes: dict[str, WordClass], domain: str) -> None:
        """The words of `classes` that `domain` knows."""
        self._classes = classes
        self._entries = {name: _domain_entries(c.entries, f"{domain}/{name}") for name, c in classes.items()}
        self._ranks = {name: _cumulative_zipf(len(entries)) for name, entries in self._entries.items()}

    def draw(self, name: str, rng: random.Random, cast: dict[str, list[Entry]], used: set[str]) -> Entry:
        """A word of the class `name`; `cast` belongs to the document, `used` (of such classes) to the sentence."""
        size = self._classes[name].cast
        if not size:
            return self._fresh(name, rng)
        if name not in cast:
            cast[name] = [self._fresh(name, rng) for _ in range(size)]
        entry = rng.choice(cast[name]) if rng.random() < _FROM_CAST else self._fresh(name, rng)
        for _ in range(_TRIES):
            if entry.lemma in used:
                entry = self._fresh(name, rng)
        used.add(entry.lemma)
        return entry

    def _fresh(self, name: str, rng: random.Random) -> Entry:
        word_class, cumulative = self._classes[name], self._ranks[name]
        if word_class.patterns and (not cumulative or rng.random() < word_class.new):
            return parse_entry(_REFERENCE.sub(lambda m: self._fresh(m[1], rng).lemma, rng.choice(word_class.patterns)))
        return self._entries[name][bisect(cumulative, rng.random() * cumulative[-1])]


def _cumulative_zipf(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 1.5) for rank in range(size)))


def _domain_entries(entries: list[Entry], seed: str) -> list[Entry]:
    if len(entries) <= _CLOSED:
        return entries
    rng = random.Random(seed)
    noisy = [((rank + 1) * rng.lognormvariate(0, 0.8), rank) for rank in range(len(entries)) if rng.random() > _MISSING]
    return [entries[rank] for _, rank in sorted(noisy)]
