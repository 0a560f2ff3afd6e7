"""The rules of the demo language, read from `grammar/*.txt`.

The notation:

    np n c                        a rule, its name and parameters
      30           the/DT …       a choice: its weight and what it makes
      10,tc=40     …              … with another weight in the domain tc
      8~           …              … rarer the deeper we are inside other `~` choices
      5 [n=NN|ME] [c!=thing] …    … only where the parameters have (haven't) these values

What a choice makes is a row of items (more lines may follow, indented deeper):

    the/DT  -LRB-/-LRB-           a leaf: word, tag
    =thing/NN  =v_pp/VBD:p        a leaf whose word is drawn from a lexicon class, inflected for its tag; the second
                                  binds the word's further field to `$p` for the items after it
    ^*T*-#t                       an empty leaf
    (NP-SBJ-#s …)                 a constituent
    {PERSON …}                    a named entity around whole words (the outermost counts)
    @np.NN.#s                     what another rule makes, with arguments
    (…)?0.2  @lead?0.3~           an optional item, with its probability
    $n  #t  -                     the value of a parameter; an index of this choice's own; nothing

Tags may carry a feature behind `+` that only the lexicon sees (`VBD+P`: *were*). The line `~ bc=0.8 nw=1.3` scales
all `~` weights and probabilities in these domains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[({][^\s(){}]*|[)}](?:\?0?\.\d+~?)?|[^\s(){}]+")
_OPTIONAL = re.compile(r"(.*?)\?(0?\.\d+)(~?)")


@dataclass(slots=True)
class Item:
    """One item of a choice. `kind` is `leaf`, `empty`, `node`, `entity` or `rule`; `text` is what follows from it."""

    kind: str
    text: str
    items: list[Item] = field(default_factory=list)
    probability: float = 1.0
    deepens: bool = False


@dataclass(slots=True)
class Guard:
    """A condition on one parameter: its value is (or, negated, isn't) among `values`."""

    parameter: str
    negated: bool
    values: frozenset[str]

    def holds(self, arguments: dict[str, str]) -> bool:
        """Whether the condition is met."""
        return (arguments[self.parameter] in self.values) != self.negated


@dataclass(slots=True)
class Choice:
    """One way to write a rule out."""

    weight: float
    by_domain: dict[str, float]
    deepens: bool
    guards: list[Guard]
    items: list[Item]


@dataclass(slots=True)
class Rule:
    """A rule: parameter names and choices."""

    parameters: list[str]
    choices: list[Choice] = field(default_factory=list)


@dataclass(slots=True)
class Grammar:
    """All rules by name, and the factor on `~` weights by domain."""

    rules: dict[str, Rule] = field(default_factory=dict)
    elaboration: dict[str, float] = field(default_factory=dict)


def parse_grammar(lines: Iterable[str]) -> Grammar:
    """A grammar in its text notation; ValueError with the offending text."""
    grammar = Grammar()
    rule = Rule([])
    for line in _joined(lines):
        if line.startswith("~"):
            grammar.elaboration |= {k: float(v) for k, v in (part.split("=") for part in line[1:].split())}
        elif not line.startswith(" "):
            name, *parameters = line.split()
            if name in grammar.rules:
                raise ValueError(f"two rules named {name}")
            rule = grammar.rules[name] = Rule(parameters)
        else:
            rule.choices.append(parse_choice(line))
    return grammar


def _joined(lines: Iterable[str]) -> list[str]:
    """Lines without comments and blank ones, deeper-indented lines joined to the line they continue."""
    joined: list[str] = []
    for line in lines:
        line = re.sub(r"(?:^|\s)# .*", "", line).rstrip()
        if line.startswith("    "):
            joined[-1] += " " + line.strip()
        elif line:
            joined.append(line)
    return joined


def parse_choice(line: str) -> Choice:
    """One choice: weights, guards, items."""
    head, _, rest = line.strip().partition(" ")
    weight, *by_domain = head.split(",")
    guards = []
    while match := re.match(r"\s*\[(\w+)(!?)=([^\]]*)\]", rest):
        guards.append(Guard(match[1], bool(match[2]), frozenset(match[3].split("|"))))
        rest = rest[match.end() :]
    tokens = _TOKEN.findall(rest)
    items = _items(tokens)
    if tokens:
        raise ValueError(f"unbalanced brackets: {line}")
    domains = {name: float(value) for name, value in (part.split("=") for part in by_domain)}
    return Choice(float(weight.rstrip("~")), domains, weight.endswith("~"), guards, items)


def _items(tokens: list[str]) -> list[Item]:
    """Items up to the closing bracket, which stays; takes them off `tokens`."""
    items: list[Item] = []
    while tokens and tokens[0][0] not in ")}":
        token = tokens.pop(0)
        if token == "-":
            continue
        if token[0] in "({":
            inner = _items(tokens)
            if not tokens or tokens[0][0] != {"(": ")", "{": "}"}[token[0]]:
                raise ValueError(f"unbalanced brackets after {token}")
            item = Item("node" if token[0] == "(" else "entity", token[1:], inner)
            suffix = tokens.pop(0)[1:]
        else:
            item, suffix = Item("", token), token
        if match := _OPTIONAL.fullmatch(suffix):
            item.probability, item.deepens = float(match[2]), bool(match[3])
            item.text = item.text if item.kind else match[1]
        items.append(item if item.kind else _atom(item))
    return items


def _atom(item: Item) -> Item:
    if item.text[0] in "@^":
        item.kind = "rule" if item.text[0] == "@" else "empty"
        item.text = item.text[1:]
    elif "/" in item.text:
        item.kind = "leaf"
    else:
        raise ValueError(f"neither word/TAG nor @rule nor ^empty: {item.text}")
    return item
