"""The state of a conversion: the working copy of a tree with its tokens and empty leaves."""

from __future__ import annotations

from mtal.treebank.node import SILENT_CHAIN, Node
from mtal.treebank.tags import parse_label
from mtal.treebank.tree import EMPTY_TAG, Bracket, Tree
from mtal.treebank.words import read_word


class Draft:
    """A tree on its way: `root`, `tokens`, `empties`, `traces` (empty leaves by co-index), and in pre-order
    `nodes` (as read) and `order` (after all moves).
    """

    __slots__ = ("empties", "nodes", "order", "root", "tokens", "traces")

    def __init__(self, tree: Tree) -> None:
        self.nodes: list[Node] = []
        self.tokens: list[Node] = []
        self.empties: list[Node] = []
        self.traces: dict[int, list[Node]] = {}
        self._grow(tree.brackets)
        self.order = self.nodes
        self.root = self.nodes[0]
        self.root.tag = "TOP"
        if self.traces:
            self._find_antecedents()

    def _grow(self, brackets: list[Bracket]) -> None:
        nodes, tokens = self.nodes, self.tokens
        parent: Node | None = None
        for label, form, other in brackets:
            if other:
                parent = parent.parent
                continue
            node = Node(parse_label(label), parent)
            nodes.append(node)
            if parent is not None:
                parent.children.append(node)
            if not form:
                parent = node
            elif label == EMPTY_TAG:
                self._add_empty(node, form)
            else:
                node.word, word_classes = read_word(form)
                node.kind |= word_classes
                node.token = len(tokens)
                tokens.append(node)

    def _add_empty(self, leaf: Node, form: str) -> None:
        """`*T*-1` is the form `*T*` with co-index 1."""
        name, dash, digits = form.rpartition("-")
        if dash and digits.isdecimal():
            form, leaf.index = name, int(digits)
            self.traces.setdefault(leaf.index, []).append(leaf)
        leaf.word, leaf.silent = form, SILENT_CHAIN
        self.empties.append(leaf)

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
