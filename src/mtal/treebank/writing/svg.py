"""A picture of one sentence: its constituency tree above the words, its dependency arcs below."""

from __future__ import annotations

from collections.abc import Set
from html import escape
from typing import NamedTuple

from mtal.treebank.brackets import EMPTY_TAG
from mtal.treebank.conversion.convert import to_dependencies
from mtal.treebank.soundness import skip_reason
from mtal.treebank.tree import Tree
from mtal.treebank.writing import svg_arcs

CHARACTER = 8.2  # width of a character at 13 px, on the safe side
GAP = 18.0  # between words
LEVEL = 34.0  # between levels of the tree
MARGIN = 24.0

STYLE = """\
text { font: 13px "Helvetica Neue", Helvetica, Arial, sans-serif; fill: #1f2933; text-anchor: middle; }
.phrase { font-size: 12px; fill: #3d5a80; }
.tag { font-size: 11px; fill: #7b8794; }
.word { font-weight: 600; }
.silent { font-style: italic; font-weight: 400; fill: #a0aab4; }
.branch { stroke: #cbd2d9; fill: none; }"""


class Shape(NamedTuple):
    """A node of the tree on paper: `x` of its middle, its level from the top, what is written, and its daughters."""

    x: float
    level: int
    label: str
    word: str
    daughters: list[Shape]


def picture(tree: Tree, *, eventive_nouns: Set[str] | None = None) -> str:
    """An SVG document; a tree that can't be converted is drawn without arcs."""
    root, width = _shape(tree)
    shapes = _all(root)
    leaves = [shape for shape in shapes if shape.word]
    ground = MARGIN + LEVEL * (2 + max(shape.level for shape in shapes if not shape.word))
    parts = [*_branches(shapes, ground), *_phrases(shapes), *_words(leaves, ground)]
    low = ground + 16
    if skip_reason(tree) is None:
        graph = to_dependencies(tree, eventive_nouns=eventive_nouns)
        middles = [leaf.x for leaf in leaves if leaf.label != EMPTY_TAG]
        arcs, low = svg_arcs.arc_parts(graph, middles, ground + 16)
        parts += arcs
    return _document(parts, width, low + MARGIN, " ".join(tree.tokens))


def _document(parts: list[str], width: float, height: float, title: str) -> str:
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {width:.0f} {height:.0f}">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{STYLE}\n{svg_arcs.STYLE}\n</style>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _shape(tree: Tree) -> tuple[Shape, float]:
    """The tree, its leaves side by side and each phrase over the middle of its daughters; and the picture's width."""
    right = MARGIN
    unfinished: list[tuple[str, list[Shape]]] = [("", [])]
    for bracket in tree.brackets:
        if bracket is None:
            name, daughters = unfinished.pop()
            middle = (daughters[0].x + daughters[-1].x) / 2
            unfinished[-1][1].append(Shape(middle, len(unfinished) - 1, name or "TOP", "", daughters))
            continue
        label, word, _, _ = bracket
        if word:
            width = CHARACTER * max(len(word), len(label), 2)
            unfinished[-1][1].append(Shape(right + width / 2, len(unfinished) - 1, label, word, []))
            right += width + GAP
        else:
            unfinished.append((label, []))
    return unfinished[0][1][0], right - GAP + MARGIN


def _all(root: Shape) -> list[Shape]:
    """All nodes, leaves from left to right."""
    order, stack = [], [root]
    while stack:
        shape = stack.pop()
        order.append(shape)
        stack += shape.daughters[::-1]
    return order


def _branches(shapes: list[Shape], ground: float) -> list[str]:
    """Lines that part below a phrase and then go straight down to each daughter."""
    parts = []
    for shape in shapes:
        top = MARGIN + shape.level * LEVEL
        for daughter in shape.daughters:
            below = ground - (12 if daughter.label == EMPTY_TAG else 27)
            if not daughter.word:
                below = MARGIN + daughter.level * LEVEL - 12
            path = f"M{shape.x:.1f} {top + 5:.1f} L{daughter.x:.1f} {top + LEVEL - 15:.1f} V{below:.1f}"
            parts.append(f'<path class="branch" d="{path}"/>')
    return parts


def _phrases(shapes: list[Shape]) -> list[str]:
    return [_text("phrase", shape.x, MARGIN + shape.level * LEVEL, shape.label) for shape in shapes if not shape.word]


def _words(leaves: list[Shape], ground: float) -> list[str]:
    parts = []
    for leaf in leaves:
        if leaf.label == EMPTY_TAG:
            parts.append(_text("word silent", leaf.x, ground + 4, leaf.word))
        else:
            parts += [_text("tag", leaf.x, ground - 15, leaf.label), _text("word", leaf.x, ground + 4, leaf.word)]
    return parts


def _text(look: str, x: float, y: float, content: str) -> str:
    return f'<text class="{look}" x="{x:.1f}" y="{y:.1f}">{escape(content)}</text>'
