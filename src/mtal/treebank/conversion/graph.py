"""Stage F: from arcs between constituents to arcs between tokens."""

from __future__ import annotations

from mtal.treebank.conversion.draft import Draft
from mtal.treebank.conversion.node import Node
from mtal.treebank.tags import ANY_SEMANTIC, SEMANTIC

ROOT = -1


class Graph:
    """Lists parallel to `tokens`: `heads` (positions from 0, or `ROOT`) and `labels`.

    By token, where there is something: `secondary` (label by head) and `sem` (function tags as bits).
    """

    __slots__ = ("heads", "labels", "secondary", "sem", "tokens")

    def __init__(self, tokens: list[Node]) -> None:
        self.tokens = tokens
        self.heads = [ROOT] * len(tokens)
        self.labels = ["root"] * len(tokens)
        self.secondary: dict[int, dict[int, str]] = {}
        self.sem: dict[int, int] = {}

    def dependents(self, head: int) -> list[int]:
        """The positions of a token's dependents, left to right."""
        return [position for position, other in enumerate(self.heads) if other == head]


def token_graph(draft: Draft) -> Graph:
    """F: give each arc to the head leaves of its two constituents."""
    graph = Graph(draft.tokens)
    for node in draft.order:
        token = node.head_leaf.token
        if node.head is not None and node.label is not None and token >= 0:
            graph.heads[token] = node.head.head_leaf.token
            graph.labels[token] = node.label
        if node.secondary:
            _add_secondary(graph, node, node.secondary)
        if node.functions & ANY_SEMANTIC and token >= 0:
            graph.sem[token] = node.functions & ANY_SEMANTIC
    for token, arcs in graph.secondary.items():
        arcs.pop(graph.heads[token], None)
    return graph


def _add_secondary(graph: Graph, node: Node, arcs: dict[Node, str | None]) -> None:
    leaf = node.head_leaf
    seen: set[Node] = set()
    while leaf.antecedent is not None and leaf not in seen:
        seen.add(leaf)
        leaf = leaf.antecedent.head_leaf
    if leaf.token < 0:
        return
    for head, label in arcs.items():
        if label is not None and head.head_leaf.token >= 0 and head.head_leaf is not leaf:
            graph.secondary.setdefault(leaf.token, {})[head.head_leaf.token] = label


def semantic_feature(functions: int) -> str:
    """`sem` of a token: its function tags in lower case, joined by commas; CLR counts only alone."""
    names = sorted(name for bit, name in SEMANTIC.items() if functions & bit)
    return ",".join(name for name in names if name != "clr" or len(names) == 1)
