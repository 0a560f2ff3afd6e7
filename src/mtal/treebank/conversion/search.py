"""Stages C1 and C2: the head rule of a phrase, and the ordinary search for the head among siblings."""

from __future__ import annotations

from mtal.treebank.conversion.head_tables import HEADS, OTHER_PHRASES, PREDICATIVE_PP
from mtal.treebank.conversion.labels import arc_label
from mtal.treebank.conversion.node import SILENT_CHAIN, Node
from mtal.treebank.tags import ADVERBIAL, ASIDE, FUNCTIONS, NOM, PRD, PUNCTUATION, VOC, fits
from mtal.treebank.words import PERCENT

_GROUP_FUNCTIONS = PRD | NOM
_UNLIKELY = PUNCTUATION | ASIDE | PERCENT


class HeadRule:
    """One row of the head table. `rank` tells which of its groups a node belongs to, the first being 0."""

    def __init__(self, side: str, groups: str) -> None:
        self.from_right = side == "R"
        self._groups = [group.strip() for group in groups.split(";")]
        self._ranks: dict[tuple[str, int], int] = {}

    def rank(self, node: Node) -> int:
        """The first group that a node matches; the last group matches all."""
        key = (node.tag, node.functions & _GROUP_FUNCTIONS)
        if key not in self._ranks:
            self._ranks[key] = next(i for i, group in enumerate(self._groups) if _matches(*key, group))
        return self._ranks[key]


def _matches(tag: str, functions: int, group: str) -> bool:
    if group == "any":
        return True
    return functions & FUNCTIONS[group[1:]] != 0 if group[0] == "-" else fits(tag, group)


_RULES = {phrase: HeadRule(*row) for phrase, row in HEADS.items()}
_OTHER = HeadRule(*OTHER_PHRASES)


def head_rule(phrase: Node) -> HeadRule:
    """The row for this phrase; a PP that is a predicate has its own."""
    if phrase.tag == "PP" and phrase.functions & PRD:
        return _RULES[PREDICATIVE_PP]
    return _RULES.get(phrase.tag, _OTHER)


def search_head(members: list[Node], rule: HeadRule) -> Node:
    """The head among siblings; every other one that has no head yet gets an arc to it."""
    head = _only_spoken(members) or _best(members, rule)
    for member in members:
        if member is not head and member.head is None:
            attach(member, head)
    return head


def attach(node: Node, head: Node) -> None:
    """Give a node its arc."""
    node.label = arc_label(node, head)
    node.head = head


def _only_spoken(members: list[Node]) -> Node | None:
    """The one that is no silent chain, if there is just one."""
    only = None
    for member in members:
        if member.silent != SILENT_CHAIN:
            if only is not None:
                return None
            only = member
    return only if only is not None and only.head is None else None


def _best(members: list[Node], rule: HeadRule) -> Node:
    """The lowest flag decides, then the earliest group of the rule, then the position."""
    lowest = 4
    candidates = members[:]
    for member in members:
        if member.head is not None:
            continue
        flag = _flag(member) if member.functions or member.kind & _UNLIKELY or member.silent else 0
        if flag < lowest:
            lowest, candidates = flag, [member]
        elif flag == lowest:
            candidates.append(member)
    if len(candidates) == 1:
        return candidates[0]
    if rule.from_right:
        candidates.reverse()
    return min(candidates, key=rule.rank)


def _flag(node: Node) -> int:
    """How unlikely a head the node is, from 0 to 3."""
    kind, functions = node.kind, node.functions
    if node.silent or kind & PUNCTUATION or functions & VOC:
        return 3
    if kind & (ASIDE | PERCENT):
        return 2
    return 1 if functions & ADVERBIAL and not functions & PRD else 0
