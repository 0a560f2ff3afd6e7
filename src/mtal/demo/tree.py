"""Trees while they grow, and what makes one a finished sentence: entity spans, indices, a/an, the first capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

SILENT = "-NONE-"
_INDEX = re.compile(r"-(\d+)$")
# Spelled with a vowel but not spoken with one, and the other way round.
_TAKES_A = re.compile(r"uni|use|util|euro|one|once|(?-i:U[A-Z])", re.IGNORECASE)
_TAKES_AN = re.compile(r"[aeiou]|hour|honest|honor|heir|8|11$|18|(?-i:[FHLMNRSX][A-Z]+$)", re.IGNORECASE)
_CLOSING = frozenset({",", ".", ":", "-RRB-"})
_PUNCTUATION = frozenset({",", ".", ":", "``", "''", "-LRB-", "-RRB-"})


@dataclass(slots=True)
class Node:
    """A constituent or leaf; one with an `entity` type only holds the nodes of a name together until `finish`."""

    label: str
    children: list[Node] = field(default_factory=list)
    word: str | None = None
    entity: str | None = None

    @property
    def form(self) -> str:
        """The word of a leaf; "" for a constituent."""
        return self.word or ""


class Entity(NamedTuple):
    """A named entity: its type and its words, `start` to `end` (exclusive), counted from 0 without empty leaves."""

    type: str
    start: int
    end: int


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree from left to right, empty ones among them."""
    if node.word is not None:
        yield node
    for child in node.children:
        yield from leaves(child)


def words(node: Node) -> list[Node]:
    """The leaves that are written: all but the empty ones."""
    return [leaf for leaf in leaves(node) if leaf.label != SILENT]


def finish(tree: Node) -> list[Entity]:
    """Make a grown tree a sentence, in place; returns its entities from left to right."""
    _absorb_commas(tree)
    spoken = words(tree)
    _choose_articles(spoken)
    _capitalise(spoken)
    spans: list[Entity] = []
    _collect_entities(tree, 0, spans)
    _splice(tree)
    _renumber(tree)
    return spans


def _absorb_commas(tree: Node) -> None:
    """Drop the commas that close a phrase where another mark follows or nothing."""
    spoken = words(tree)
    after = [*spoken[1:], Node(".")]
    lost = {id(mark) for mark, then in zip(spoken, after, strict=True) if mark.label == "," and then.label in _CLOSING}

    def prune(node: Node) -> None:
        node.children = [child for child in node.children if id(child) not in lost]
        for child in node.children:
            prune(child)

    prune(tree)


def _choose_articles(spoken: list[Node]) -> None:
    for article, after in pairwise(spoken):
        vowel = _TAKES_AN.match(after.form) and not _TAKES_A.match(after.form)
        if vowel and article.label == "DT" and article.word in ("a", "A"):
            article.word += "n"


def _capitalise(spoken: list[Node]) -> None:
    first = next((leaf for leaf in spoken if leaf.label not in _PUNCTUATION), None)
    if first is not None:
        first.word = first.form[0].upper() + first.form[1:]


def _collect_entities(node: Node, start: int, found: list[Entity]) -> int:
    """Add the outermost entities under `node`, whose first word is number `start`; returns the number after it."""
    if node.entity:
        end = start + len(words(node))
        found.append(Entity(node.entity, start, end))
        return end
    if node.word is not None:
        return start + (node.label != SILENT)
    for child in node.children:
        start = _collect_entities(child, start, found)
    return start


def _splice(node: Node) -> None:
    """Put the children of each entity in its place."""
    while any(child.entity for child in node.children):
        node.children = [n for child in node.children for n in (child.children if child.entity else [child])]
    for child in node.children:
        _splice(child)


def _renumber(tree: Node) -> None:
    """Drop the indices that no empty leaf names; number the others 1, 2, … as they come."""
    named = {m[1] for leaf in leaves(tree) if leaf.label == SILENT and (m := _INDEX.search(leaf.form))}
    numbers: dict[str, str] = {}

    def renamed(text: str) -> str:
        match = _INDEX.search(text)
        if not match:
            return text
        if match[1] not in named:
            return text[: match.start()]
        return f"{text[: match.start()]}-{numbers.setdefault(match[1], str(len(numbers) + 1))}"

    def walk(node: Node) -> None:
        if node.label == SILENT:
            node.word = renamed(node.form)
        else:
            node.label = renamed(node.label)
        for child in node.children:
            walk(child)

    walk(tree)
