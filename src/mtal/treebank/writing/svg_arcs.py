"""The lower half of a sentence's picture: dependency arcs under the words."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import NamedTuple

from mtal.treebank.conversion.convert import Dependencies

STEP = 24.0  # between levels of arcs
CORNER = 12.0
SPREAD = 14.0  # how far the arcs of one word may stand from its middle
NARROW = 4.0  # between two arcs of one word

STYLE = """\
.arc { stroke: #52606d; stroke-width: 1.3; fill: none; }
.deep { stroke: #c05621; stroke-dasharray: 4 3; }
.tip { fill: #52606d; }
.deep-tip { fill: #c05621; }
.label { font-size: 11px; stroke: #ffffff; stroke-width: 4px; paint-order: stroke; }
.deep-label { fill: #c05621; }"""


class Arc(NamedTuple):
    """An arc between two tokens (positions from 0; the root's head is -1)."""

    head: int
    dependent: int
    label: str
    deep: bool

    @property
    def ends(self) -> tuple[int, int]:
        """The left and the right token."""
        return min(self.head, self.dependent), max(self.head, self.dependent)

    @property
    def length(self) -> tuple[int, bool]:
        """Sorting key: short arcs first, a primary one before a secondary one."""
        return abs(self.head - self.dependent), self.deep


def arc_parts(graph: Dependencies, words: list[float], top: float) -> tuple[list[str], float]:
    """SVG elements for all arcs of a graph whose words have these middles, and how low they reach."""
    primary = zip(graph.heads, graph.deprels, strict=True)
    arcs = [Arc(head - 1, token, label, False) for token, (head, label) in enumerate(primary)]
    arcs += [Arc(head - 1, token, label, True) for token, deep in enumerate(graph.secondary) for head, label in deep]
    bound = sorted((arc for arc in arcs if arc.head >= 0), key=lambda arc: arc.length)
    places = _places(bound, words)
    levels = _levels(bound)
    low = top + STEP * (max(levels, default=0) + 1)
    lines, labels = [], []
    for arc, level in zip(bound, levels, strict=True):
        line, label = _arc(arc, places[arc, arc.head], places[arc, arc.dependent], top, top + STEP * (level + 1))
        lines.append(line)
        labels.append(label)
    for arc in arcs:
        if arc.head < 0:
            x = words[arc.dependent]
            lines.append(f'<path class="arc" d="M{x:.1f} {low + 12:.1f} V{top + 6:.1f}"/>{_tip(x, top, "tip")}')
            labels.append(f'<text class="label" x="{x:.1f}" y="{low + 24:.1f}">{escape(arc.label)}</text>')
    return lines + labels, low + 24


def _levels(arcs: list[Arc]) -> list[int]:
    """For each arc, shortest first, the first level where it lies over no other."""
    taken: list[list[tuple[int, int]]] = []
    levels = []
    for arc in arcs:
        left, right = arc.ends
        free = (n for n, others in enumerate(taken) if all(right <= start or end <= left for start, end in others))
        level = next(free, len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append((left, right))
        levels.append(level)
    return levels


def _places(arcs: list[Arc], words: list[float]) -> dict[tuple[Arc, int], float]:
    """Where each arc touches each of its words: on the side of its other end, the longest nearest to the middle."""
    touching = [(word, arc.head + arc.dependent - word > word, arc) for arc in arcs for word in arc.ends]
    touching.sort(key=lambda item: (item[0], item[1]))  # arcs keep their order, shortest first
    places = {}
    for (word, rightward), group in groupby(touching, key=lambda item: item[:2]):
        longest_first = [arc for _, _, arc in group][::-1]
        step = min(NARROW, SPREAD / len(longest_first))
        for rank, arc in enumerate(longest_first):
            offset = step * (rank + 0.75)
            places[arc, word] = words[word] + (offset if rightward else -offset)
    return places


def _arc(arc: Arc, start: float, end: float, top: float, depth: float) -> tuple[str, str]:
    """The line from head to dependent with its tip, and the label in its middle."""
    corner = min(CORNER, abs(end - start) / 2)
    turn = corner if end > start else -corner
    path = (
        f"M{start:.1f} {top:.1f} V{depth - corner:.1f} Q{start:.1f} {depth:.1f} {start + turn:.1f} {depth:.1f}"
        f" H{end - turn:.1f} Q{end:.1f} {depth:.1f} {end:.1f} {depth - corner:.1f} V{top + 6:.1f}"
    )
    line, tip, ink = ("arc deep", "deep-tip", "label deep-label") if arc.deep else ("arc", "tip", "label")
    label = f'<text class="{ink}" x="{(start + end) / 2:.1f}" y="{depth + 4:.1f}">{escape(arc.label)}</text>'
    return f'<path class="{line}" d="{path}"/>{_tip(end, top, tip)}', label


def _tip(x: float, y: float, look: str) -> str:
    return f'<path class="{look}" d="M{x:.1f} {y - 1:.1f} l3.2 8 h-6.4 z"/>'
