"""The best weight of each method (paper Table 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from mtal.tables.methods import Method
from mtal.tables.published import Published, published
from mtal.tables.results import Results
from mtal.tables.scoring import Column, aspects, averaged, best_of, box
from mtal.tables.sheets import NONE, Box, Sheet, number

MEANING = (
    "best: the weight whose mean over settings, tasks and seeds is highest, of so many that are there in all settings. "
    "As in the paper the test scores that choose it are those that stand beside it, so that a method with more weights "
    "looks better by that alone."
)


def weight_sheet(results: Results) -> Sheet | None:
    """A row a method that comes with weights, and one for random selection; None where none has several."""
    families = weighted(results.methods)
    if not families:
        return None
    parts, paper = aspects(results), published(results.name)
    means = [averaged(f"mean {part.label}", part.columns) for part in parts]
    overall = averaged("mean", means)
    best: dict[str, Method | None] = {each.name: each for each in results.methods if each.random}
    best |= {base: _best(family, overall) for base, family in families.items()}
    counts = [best_of(part.columns, [each for each in best.values() if each]) for part in parts]
    rows = [
        (base, [*_chosen(method, families.get(base, ()), overall), *_scores(method, [*means, overall], counts)])
        for base, method in best.items()
    ]
    header = [
        "method",
        "best",
        "of",
        *(mean.label for mean in means),
        "mean",
        *(f"best {each.label}" for each in parts),
    ]
    if paper.columns:
        rows = [(base, [*boxes, *_theirs(paper, base)]) for base, boxes in rows]
        header += ["paper: best", *(f"paper: {column}" for column in paper.columns)]
    return Sheet("the best weight of each method", "weights", header, rows, [MEANING])


def _best(family: Sequence[Method], overall: Column) -> Method | None:
    """Of those that are there."""
    there = [method for method in family if overall.scores.get(method)]
    return max(there, key=lambda method: fmean(overall.scores[method].values()), default=None)


def _chosen(method: Method | None, family: Sequence[Method], overall: Column) -> list[Box]:
    there = sum(bool(overall.scores.get(each)) for each in family)
    return [Box(method.weights if method else NONE), Box(f"{there}/{len(family)}" if family else "")]


def _scores(method: Method | None, columns: Sequence[Column], counts: Sequence[Mapping[Method, str]]) -> list[Box]:
    if method is None:
        return [*(Box(NONE) for _ in columns), *(Box("") for _ in counts)]
    return [*(box(column, method) for column in columns), *(Box(count.get(method, "")) for count in counts)]


def weighted(methods: Sequence[Method]) -> dict[str, list[Method]]:
    """The methods that come with weights, by their names without them; none where each has but one."""
    found = dict[str, list[Method]]()
    for method in methods:
        if method.weights:
            found.setdefault(method.base, []).append(method)
    return found if any(len(family) > 1 for family in found.values()) else {}


def _theirs(paper: Published, base: str) -> list[Box]:
    """The weight that the paper found best, and its scores."""
    names = dict.fromkeys(name for name, _ in paper.values if name == base or name.startswith(f"{base} β="))
    name = next(iter(names), "")
    scores = [paper.values.get((name, column)) for column in paper.columns]
    return [Box(name.removeprefix(base).strip()), *(Box("") if score is None else number(score) for score in scores)]
