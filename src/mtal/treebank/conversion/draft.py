"""The state of a conversion: the working copy of a tree with its tokens and empty leaves."""

from __future__ import annotations

from mtal.treebank.brackets import Bracket
from mtal.treebank.conversion.node import SILENT_CHAIN, Node
from mtal.treebank.tags import EMPTY
from mtal.treebank.tree import Tree


class Draft:
    """A tree on its way: `root`, `tokens`, `empties`, `traces` (empty leaves by co-index), `nodes` (as read).

    After all moves: `order` (all nodes in pre-order) and `phrases` (children before their parent, left to right).
    """

    __slots__ = ("empties", "nodes", "order", "phrases", "root", "tokens", "traces")

    def __init__(self, tree: Tree) -> None:
        self.nodes: list[Node] = []
        self.phrases: list[Node] = []
        self.tokens: list[Node] = []
        self.empties: list[Node] = []
        self.traces: dict[int, list[Node]] = {}
        self._grow(tree.brackets)
        self.order = self.nodes
        self.root = self.nodes[0]
        self.root.tag = "TOP"
        if self.traces:
            self._find_antecedents()

    def _grow(self, brackets: list[Bracket | None]) -> None:
        nodes, tokens = self.nodes, self.tokens
        parent: Node | None = None
        siblings: list[Node] = []
        for bracket in brackets:
            if bracket is None:
                assert parent is not None, "a phrase closes that never opened"
                self.phrases.append(parent)
                parent = parent.parent
                siblings = parent.children if parent else []
                continue
            _, _, parts, word = bracket
            node = Node(parts, word, parent)
            nodes.append(node)
            siblings.append(node)
            if word is None:
                parent, siblings = node, node.children
            elif node.kind & EMPTY:
                self._add_empty(node)
            else:
                node.token = len(tokens)
                tokens.append(node)

    def _add_empty(self, leaf: Node) -> None:
        leaf.silent = SILENT_CHAIN
        self.empties.append(leaf)
        if leaf.index is not None:
            self.traces.setdefault(leaf.index, []).append(leaf)

    def _find_antecedents(self) -> None:
        for node in self.nodes:
            if node.index is None or node.silent:
                continue
            if node.index not in self.traces:
                if node.gap not in self.traces:
                    continue
                node.index, node.gap = node.gap, node.index
            for leaf in self.traces[node.index]:
                leaf.antecedent = node

    def traces_of(self, node: Node, otherwise: list[Node]) -> list[Node]:
        """The empty leaves that share a node's co-index; `otherwise` where there are none."""
        return otherwise if node.index is None else self.traces.get(node.index, otherwise)

    def dissolve(self) -> None:
        """Break the circles of references, so that the nodes go at once and the garbage collector has little to do."""
        for node in self.nodes:
            node.parent = None
            del node.head_leaf
