"""The working copy of a tree: nodes that know their parent and can be moved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from mtal.treebank.tags import FIRST_WORD_CLASS, SBJ, Label, tag_classes

SPOKEN, SILENT_SUBTREE, SILENT_CHAIN = 0, 1, 2


class Node:
    """A constituent, a token, or an empty element.

    From the tree: `tag`, `kind` (classes of tag and word as bits), `functions` (function tags as bits), `index`, `gap`,
    `parent`, `children`. Of leaves: `word` (lower case for tokens; "" for phrases), `token` (position of a token; -1
    for all else).
    Of empty leaves and relative pronouns: `antecedent`.
    Found by the conversion: `silent`, `phrase_head` (a child), `head_leaf`, `head` and `label` (the arc),
    `secondary` (label by head; None = still open).
    """

    __slots__ = (
        "antecedent",
        "children",
        "functions",
        "gap",
        "head",
        "head_leaf",
        "index",
        "kind",
        "label",
        "parent",
        "phrase_head",
        "secondary",
        "silent",
        "tag",
        "token",
        "word",
    )

    word: str
    antecedent: Node | None
    phrase_head: Node | None
    head: Node | None
    label: str | None
    secondary: dict[Node, str | None] | None

    def __init__(self, label: Label, word: str | None, parent: Node | None) -> None:
        self.tag, self.kind, self.functions, self.index, self.gap = label
        self.word, self.parent = word or "", parent
        self.children: list[Node] = []
        self.head_leaf = self
        self.token = -1
        self.silent = SPOKEN
        self.antecedent = self.phrase_head = self.head = self.label = self.secondary = None

    def __repr__(self) -> str:
        """For debugging: the tree below."""
        return f"({self.tag} {self.word})" if self.word else f"({self.tag} {' '.join(map(repr, self.children))})"

    def retag(self, tag: str) -> None:
        """Give the node another base tag."""
        word_classes = self.kind >> FIRST_WORD_CLASS << FIRST_WORD_CLASS
        self.tag, self.kind = tag, tag_classes(tag) | word_classes


def parent_of(node: Node) -> Node:
    """The parent of a node that must have one: any but the root and what was taken out."""
    assert node.parent is not None, f"{node} has no parent"
    return node.parent


def is_np_subject(node: Node) -> bool:
    """Base tag NP and SBJ."""
    return node.tag == "NP" and node.functions & SBJ != 0


def silent_leaf(node: Node) -> Node | None:
    """The empty leaf of a silent chain, or None where the node is none."""
    while len(node.children) == 1:
        node = node.children[0]
    return node if node.silent == SILENT_CHAIN and not node.children else None


def first_leaf(node: Node) -> Node:
    """The leftmost leaf under a node."""
    while node.children:
        node = node.children[0]
    return node


def top_down(root: Node) -> list[Node]:
    """The node and all below it in pre-order."""
    order: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        order.append(node)
        if node.children:
            stack += node.children[::-1]
    return order


def bottom_up(root: Node) -> list[Node]:
    """The phrases from this node down, children before their parent, left to right."""
    order: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.children:
            order.append(node)
            stack += node.children
    order.reverse()
    return order


def left_siblings(node: Node) -> list[Node]:
    """The siblings to the left, nearest first."""
    if node.parent is None:
        return []
    siblings = node.parent.children
    return siblings[: siblings.index(node)][::-1]


def right_siblings(node: Node) -> list[Node]:
    """The siblings to the right, nearest first."""
    if node.parent is None:
        return []
    siblings = node.parent.children
    return siblings[siblings.index(node) + 1 :]


def first(nodes: Sequence[Node], test: Callable[[Node], object]) -> Node | None:
    """The first node that passes the test."""
    for node in nodes:
        if test(node):
            return node
    return None


def chained_ancestor(node: Node, tags: Collection[str]) -> Node | None:
    """Climb from the parent as long as the tags are among these: the highest node reached, or None."""
    highest = None
    while node.parent is not None and node.parent.tag in tags:
        node = highest = node.parent
    return highest


def is_inside(node: Node, other: Node) -> bool:
    """Whether a node is the other or lies under it."""
    climbing: Node | None = node
    while climbing is not None and climbing is not other:
        climbing = climbing.parent
    return climbing is other


def replace(old: Node, new: Node) -> None:
    """Put `new` into the place of `old`; nothing where `old` has no place or lies inside `new`."""
    parent = old.parent
    if parent is None or is_inside(old, new):
        return
    if new.parent is not None:
        new.parent.children.remove(new)
    parent.children[parent.children.index(old)] = new
    new.parent, old.parent = parent, None


def remove(node: Node) -> None:
    """Take a node out, and each ancestor that is left without children."""
    while (parent := node.parent) is not None:
        parent.children.remove(node)
        node.parent = None
        if parent.children:
            return
        node = parent
