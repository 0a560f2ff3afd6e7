"""How often methods that learn all tasks beat those that learn one (paper Table 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from mtal.tables.methods import Method
from mtal.tables.published import published, theirs
from mtal.tables.results import Results
from mtal.tables.scoring import Aspect, Column, aspects, averaged
from mtal.tables.sheets import EMPTY, Box, Sheet, number

MEANING = (
    "In how many cases the last round's mean over seeds of a method that learns all tasks is strictly higher than that "
    "of one that learns one; a case is a pair of methods in a setting. within: on the task by which the latter "
    "selects; other: on the other one, which names the row; mean: all pairs, on both. Random selection takes no part."
)

Pair = tuple[Method, Method]


def win_sheet(results: Results) -> Sheet | None:
    """Wins of multi-task methods; None where both kinds, on two tasks, aren't there."""
    parts = [part for part in aspects(results) if len(part.tasks) == 2]
    single = [method for method in results.methods if method.bought and method.single]
    multi = [method for method in results.methods if method.bought and not method.single]
    pairs = [(one, other) for one in multi for other in single if one.group == other.group]
    if not parts or not pairs:
        return None
    paper = published(results.name if results.name == "table4" else "")
    counted = dict(_counted(parts, pairs))
    if not any(counted.values()):
        return None
    rows = [
        (name, [*_boxes(won), theirs(paper, name, "wins")] if paper.columns else _boxes(won))
        for name, won in counted.items()
    ]
    header = ["", "wins", "of", "%", *(["paper: %"] if paper.columns else [])]
    return Sheet("multi-task methods against single-task ones", "wins", header, rows, [MEANING])


def _counted(parts: Sequence[Aspect], pairs: Sequence[Pair]) -> Iterator[tuple[str, list[bool]]]:
    for kind in ("within", "other"):
        for part in parts:
            task = part.task if kind == "within" else next(each for each in part.tasks if each != part.task)
            chosen = [(one, other) for one, other in pairs if other.task == task and one.task in (task, None)]
            yield f"{kind} {part.label}", _wins(part.columns, chosen)
    for first, second in zip(parts[::2], parts[1::2], strict=True):
        both = [averaged("", columns) for columns in zip(first.columns, second.columns, strict=True)]
        yield "mean" if len(parts) == 2 else f"mean {first.label} and {second.label}", _wins(both, pairs)


def _wins(columns: Sequence[Column], pairs: Sequence[Pair]) -> list[bool]:
    """Whether the first of each pair wins, in each column that has both."""
    return [
        fmean(column.scores[one].values()) > fmean(column.scores[other].values())
        for column in columns
        for one, other in pairs
        if column.scores.get(one) and column.scores.get(other)
    ]


def _boxes(won: Sequence[bool]) -> list[Box]:
    share = number(100 * sum(won) / len(won)) if won else EMPTY
    return [Box(str(sum(won)), sum(won)), Box(str(len(won)), len(won)), share]
