"""From the rules to a tree: one sentence is drawn by writing the rules out from the top."""

from __future__ import annotations

import random
import re
from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate, count

from mtal.demo.grammar import Choice, Grammar, Item
from mtal.demo.lexicon import Entry, Vocabulary
from mtal.demo.tree import SILENT, Node

_VARIABLE = re.compile(r"[$#][a-z]\w*")
_DEEPER = 0.55  # how much rarer each level of `~` choices makes the next


@dataclass
class Writer:
    """Writes rules out for one document: the domain's language, the document's random numbers and cast."""

    grammar: Grammar
    vocabulary: Vocabulary
    domain: str
    rng: random.Random
    cast: dict[str, list[Entry]] = field(default_factory=dict)

    def sentence(self) -> Node:
        """A tree under TOP, not finished yet (see `tree.finish`)."""
        self._indices = count(1)
        self._used: set[str] = set()
        return Node("TOP", self._rule("sent", [], 0))

    def _rule(self, name: str, arguments: list[str], depth: int) -> list[Node]:
        rule = self.grammar.rules[name]
        padded = arguments + [""] * (len(rule.parameters) - len(arguments))
        bound = dict(zip(rule.parameters, padded, strict=True))
        choices = [choice for choice in rule.choices if all(guard.holds(bound) for guard in choice.guards)]
        cumulative = list(accumulate(self._weight(choice, depth) for choice in choices))
        if not cumulative or not cumulative[-1]:
            raise ValueError(f"no choice left in rule {name} with {bound}")
        choice = choices[bisect(cumulative, self.rng.random() * cumulative[-1])]
        return self._items(choice.items, {f"${k}": v for k, v in bound.items()}, depth + choice.deepens)

    def _weight(self, choice: Choice, depth: int) -> float:
        weight = choice.by_domain.get(self.domain, choice.weight)
        return weight * self._elaboration(depth) if choice.deepens else weight

    def _elaboration(self, depth: int) -> float:
        return self.grammar.elaboration.get(self.domain, 1.0) * _DEEPER**depth

    def _items(self, items: list[Item], bound: dict[str, str], depth: int) -> list[Node]:
        nodes: list[Node] = []
        for item in items:
            if item.probability < 1:
                probability = item.probability * (self._elaboration(depth) if item.deepens else 1)
                if self.rng.random() >= probability:
                    continue
            nodes.extend(self._item(item, bound, depth + item.deepens))
        return nodes

    def _item(self, item: Item, bound: dict[str, str], depth: int) -> list[Node]:
        text = _VARIABLE.sub(lambda m: self._value(m[0], bound), item.text)
        if item.kind == "rule":
            name, *arguments = text.split(".")
            return self._rule(name, arguments, depth)
        if item.kind == "empty":
            return [Node(SILENT, word=text)]
        if item.kind == "leaf":
            return [self._leaf(text, bound)]
        inner = self._items(item.items, bound, depth)
        return [Node("", inner, entity=text)] if item.kind == "entity" else [Node(text, inner)]

    def _value(self, variable: str, bound: dict[str, str]) -> str:
        if variable[0] == "#" and variable not in bound:
            bound[variable] = str(next(self._indices))
        return bound[variable]

    def _leaf(self, text: str, bound: dict[str, str]) -> Node:
        word, _, tag = text.rpartition("/")
        tag, _, variable = tag.partition(":") if len(tag) > 1 else (tag, "", "")
        if word.startswith("="):
            entry = self.vocabulary.draw(word[1:], self.rng, self.cast, self._used)
            if variable:
                bound[f"${variable}"] = entry.fields[0]
            word = entry.form(tag)
        return Node(tag.partition("+")[0], word=word.replace("_", " "))
